package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue against the very classes of the version that it describes. */
final class CatalogueIT {
    private static final String ACCEPT = "./mvnw -q verify -Dit.test=CatalogueIT -Dsettings.accept";

    /** Their validators are programs, of which data can hold the description only. */
    private static final List<String> JUDGED_BY_CODE_ONLY = List.of(
            "controller.quorum.bootstrap.servers",
            "controller.quorum.voters",
            "follower.replication.throttled.replicas",
            "inter.broker.protocol.version",
            "leader.replication.throttled.replicas",
            "log.message.format.version",
            "message.format.version",
            "remote.log.manager.copier.thread.pool.size",
            "remote.log.manager.expiration.thread.pool.size");

    @ParameterizedTest
    @EnumSource
    void the_resource_is_what_the_generator_makes_of_the_jars(KafkaVersion version) throws Exception {
        Path resource = Path.of("src/main/resources/io/trivet/kafka", CatalogueReader.resource(version));
        String generated;
        try (KafkaJars jars = KafkaJars.of(version)) {
            generated = new CatalogueGenerator(jars).json(version);
        }
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
    void a_value_passes_exactly_when_kafka_takes_it(KafkaVersion version) throws Exception {
        Catalogue catalogue = Catalogue.of(version);
        SortedMap<String, List<String>> differences = new TreeMap<>();
        int compared = 0;
        try (KafkaJars jars = KafkaJars.of(version)) {
            CatalogueGenerator generator = new CatalogueGenerator(jars);
            for (boolean topic : new boolean[] {false, true}) {
                Object definition = topic ? generator.topicDefinition() : generator.brokerDefinition();
                SortedMap<String, Setting> settings = topic ? catalogue.topics() : catalogue.brokers();
                SortedMap<String, Object> keys = CatalogueGenerator.keys(definition);
                assertThat(settings.keySet()).isEqualTo(keys.keySet());
                for (Setting setting : settings.values()) {
                    // A class is found by whoever runs the broker, so only its name can be judged.
                    if (setting.type() == SettingType.CLASS) {
                        continue;
                    }
                    for (String sample : samples(setting)) {
                        compared++;
                        if (setting.check(sample).isEmpty() != takes(jars, keys.get(setting.name()), sample)) {
                            differences
                                    .computeIfAbsent(setting.name(), name -> new ArrayList<>())
                                    .add(sample);
                        }
                    }
                }
            }
        }

        assertThat(compared).isGreaterThan(4000);
        assertThat(differences.keySet()).as("differences %s", differences).isSubsetOf(JUDGED_BY_CODE_ONLY);
    }

    /** Bounds and their neighbours, words and almost words, and what no type takes. */
    private static List<String> samples(Setting setting) {
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

    private static boolean takes(KafkaJars jars, Object key, String value) throws ReflectiveOperationException {
        Class<?> definition = jars.type("org.apache.kafka.common.config.ConfigDef");
        Class<?> type = jars.type("org.apache.kafka.common.config.ConfigDef$Type");
        Method parse = definition.getMethod("parseType", String.class, Object.class, type);
        String name = (String) KafkaJars.field(key, "name");
        Object validator = KafkaJars.field(key, "validator");
        try {
            Object parsed = parse.invoke(null, name, value, KafkaJars.field(key, "type"));
            if (validator != null) {
                Method valid = jars.type("org.apache.kafka.common.config.ConfigDef$Validator")
                        .getMethod("ensureValid", String.class, Object.class);
                valid.invoke(validator, name, parsed);
            }
            return true;
        } catch (InvocationTargetException e) {
            return false;
        }
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
