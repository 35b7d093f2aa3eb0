package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue against the very classes of the version that it describes. */
final class CatalogueIT {
    private static final String ACCEPT = "./mvnw -q verify -Dit.test=CatalogueIT -Dsettings.accept";

    /** Values that another rule refuses, that are read by a started server only, or that name classes. */
    private static final List<String> JUDGED_ELSEWHERE = List.of(
            "group.consumer.assignors",
            "group.share.assignors",
            "log.cleaner.io.buffer.load.factor",
            "log.retention.hours",
            "log.retention.minutes",
            "log.retention.ms",
            "metrics.recording.level",
            "remote.log.storage.system.enable",
            "zookeeper.set.acl");

    @ParameterizedTest
    @EnumSource
    void the_resource_is_what_the_generator_makes_of_the_jars(KafkaVersion version) throws Exception {
        String generated;
        try (KafkaJars jars = KafkaJars.of(version)) {
            generated = new CatalogueGenerator(jars).json(version);
        }
        accepted(CatalogueReader.resource(version), generated);
    }

    @ParameterizedTest
    @EnumSource
    void the_list_of_classes_is_what_the_jars_hold(KafkaVersion version) throws Exception {
        String generated;
        try (KafkaJars jars = KafkaJars.of(version)) {
            generated = new ClassIndexGenerator(jars).text(Catalogue.of(version));
        }
        accepted(ServerClasses.resource(version), generated);
    }

    static void accepted(String name, String generated) throws IOException {
        Path resource = Path.of("src/main/resources/io/trivet/kafka", name);
        if (System.getProperty("settings.accept") != null && System.getenv("CI") == null) {
            Files.createDirectories(resource.getParent());
            Files.writeString(resource, generated);
        }
        String kept = Files.exists(resource) ? Files.readString(resource) : "";

        assertThat(diff(resource, kept, generated))
                .as("to accept what the jars say: %s", ACCEPT)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_value_passes_exactly_when_a_server_starts_with_it(KafkaVersion version) throws Exception {
        Catalogue catalogue = Catalogue.of(version);
        SortedMap<String, String> file =
                CatalogueGenerator.file(version, version.modes().get(0), "broker");
        Server server = new Server(version.modes().get(0), true, 1, List.of());

        SortedMap<String, List<String>> differences = differences(
                catalogue.brokers(),
                (setting, value) -> {
                    SortedMap<String, String> written = with(file, setting.name(), value);
                    return ServerConflicts.of(catalogue, server, written, new TreeSet<>(List.of(setting.name())));
                },
                KafkaJudge.of(version),
                (judge, setting, value) -> judge.server(with(file, setting.name(), value)));

        differences.keySet().removeAll(startOnly(version, false));
        assertThat(differences.keySet()).as("differences %s", differences).isSubsetOf(JUDGED_ELSEWHERE);
    }

    @ParameterizedTest
    @EnumSource
    void a_value_passes_exactly_when_a_topic_is_made_with_it(KafkaVersion version) throws Exception {
        Catalogue catalogue = Catalogue.of(version);
        MetadataMode mode = version.modes().get(0);
        SortedMap<String, String> file = CatalogueGenerator.file(version, mode, "broker");
        SortedMap<String, String> none = new TreeMap<>();
        TopicConflicts alone = new TopicConflicts(catalogue, none);

        SortedMap<String, List<String>> differences = differences(
                catalogue.topics(),
                (setting, value) -> {
                    SortedMap<String, String> written = with(none, setting.name(), value);
                    List<Conflict> conflicts = new ArrayList<>(alone.of(written));
                    conflicts.addAll(alone.tiered(mode, written, Optional.of(false)));
                    return conflicts;
                },
                KafkaJudge.of(version),
                (judge, setting, value) -> judge.topic(with(none, setting.name(), value), file));

        differences.keySet().removeAll(startOnly(version, true));
        assertThat(differences).isEmpty();
    }

    private static List<String> startOnly(KafkaVersion version, boolean topic) {
        return StartOnly.of(version).stream()
                .filter(bound -> bound.topic() == topic)
                .map(StartOnly::name)
                .toList();
    }

    private interface Asked {
        Optional<String> refusal(KafkaJudge judge, Setting setting, String value) throws ReflectiveOperationException;
    }

    private static SortedMap<String, List<String>> differences(
            SortedMap<String, Setting> settings,
            BiFunction<Setting, String, List<Conflict>> conflicts,
            KafkaJudge judge,
            Asked kafka)
            throws Exception {
        SortedMap<String, List<String>> differences = new TreeMap<>();
        try (judge) {
            for (Setting setting : settings.values()) {
                // A class is looked for where it is described.
                if (setting.type() == SettingType.CLASS
                        || OwnedSettings.reason(setting.name()).isPresent()) {
                    continue;
                }
                for (String sample : samples(setting)) {
                    boolean passes = setting.check(sample).isEmpty()
                            && conflicts.apply(setting, sample).isEmpty();
                    if (passes != kafka.refusal(judge, setting, sample).isEmpty()) {
                        differences
                                .computeIfAbsent(setting.name(), name -> new ArrayList<>())
                                .add(sample);
                    }
                }
            }
        }
        return differences;
    }

    private static SortedMap<String, String> with(SortedMap<String, String> file, String name, String value) {
        SortedMap<String, String> all = new TreeMap<>(file);
        all.put(name, value);
        return all;
    }

    /** Bounds and their neighbours, words and almost words, and what no type takes. */
    static List<String> samples(Setting setting) {
        Set<String> samples = new LinkedHashSet<>(List.of(
                "",
                " ",
                "0",
                "1",
                "-1",
                "-2",
                " 7 ",
                "1.5",
                "x",
                "true",
                "TRUE",
                "yes",
                "a,b",
                "a, a",
                "a,,b",
                ",",
                "1e3",
                "0x10",
                "2147483647",
                "2147483648",
                "-2147483649",
                "9223372036854775808"));
        for (String bound : List.of(setting.allowed().least(), setting.allowed().most())) {
            if (bound.matches("-?\\d+")) {
                BigInteger number = new BigInteger(bound);
                samples.add(bound);
                samples.add(number.add(BigInteger.ONE).toString());
                samples.add(number.subtract(BigInteger.ONE).toString());
            } else if (!bound.isEmpty()) {
                samples.add(bound);
            }
        }
        samples.addAll(setting.allowed().besides());
        for (String word : setting.allowed().words()) {
            samples.add(word);
            samples.add(word + "," + word);
            samples.add(word + ",x");
            samples.add(word.toUpperCase(Locale.ROOT));
            samples.add(word.toLowerCase(Locale.ROOT));
        }
        if (setting.fallback().present()) {
            samples.add(setting.fallback().text());
        }
        return List.copyOf(samples);
    }

    private static String diff(Path file, String kept, String generated) {
        List<String> before = kept.lines().toList();
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        file.toString(),
                        "generated",
                        before,
                        DiffUtils.diff(before, generated.lines().toList()),
                        0));
    }
}
