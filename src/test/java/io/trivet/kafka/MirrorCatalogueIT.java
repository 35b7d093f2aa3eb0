package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import io.trivet.stack.StackReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of mirrors, and what is written for them, against the very classes of that version. */
final class MirrorCatalogueIT {
    private static final Path EXAMPLE = Path.of("src/test/resources/golden/aws/mirrors/in");

    private static final int FILES = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_resource_is_what_the_generator_makes_of_the_jars(KafkaVersion version) throws Exception {
        String generated;
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            generated = new MirrorCatalogueGenerator(jars).json(version);
        }
        CatalogueIT.accepted(CatalogueReader.resourceOfMirrors(version), generated);
    }

    @ParameterizedTest
    @EnumSource
    void a_value_passes_exactly_when_the_connectors_of_a_flow_take_it(KafkaVersion version) throws Exception {
        SortedMap<String, List<String>> differences = new TreeMap<>();
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            SortedMap<String, Map<String, String>> given =
                    MirrorCatalogueGenerator.given(jars, rendered(version), "east");
            for (Setting setting : MirrorCatalogue.of(version).flow().values()) {
                if (isOwned(setting)) {
                    continue;
                }
                for (String sample : CatalogueIT.samples(setting)) {
                    SortedMap<String, String> one = new TreeMap<>(Map.of(setting.name(), sample));
                    boolean taken = refusal(jars, given, MirrorCatalogueGenerator.CONNECTORS, one)
                            .isEmpty();
                    if (setting.check(sample).isEmpty() != taken) {
                        differences
                                .computeIfAbsent(setting.name(), name -> new ArrayList<>())
                                .add(sample);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_file_of_values_that_pass_is_refused(KafkaVersion version) throws Exception {
        List<Setting> flow = MirrorCatalogue.of(version).flow().values().stream()
                .filter(setting -> !isOwned(setting))
                .toList();
        List<Setting> workers = WorkerCatalogue.of(version).worker().values().stream()
                .filter(setting -> setting.type() != SettingType.PASSWORD)
                .filter(setting -> OwnedMirrorSettings.ofTarget(setting.name(), Optional.of(setting))
                        .isEmpty())
                .toList();
        Random random = new Random(11);
        List<String> refused = new ArrayList<>();
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            SortedMap<String, Map<String, String>> given =
                    MirrorCatalogueGenerator.given(jars, rendered(version), "east");
            for (int i = 0; i < FILES; i++) {
                refusal(jars, given, MirrorCatalogueGenerator.CONNECTORS, drawn(random, flow))
                        .ifPresent(refused::add);
                refusal(jars, given, List.of(MirrorCatalogueGenerator.WORKER), drawn(random, workers))
                        .ifPresent(refused::add);
            }
        }
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rendered_workers_and_connectors_read_and_know_all_of_it(KafkaVersion version) throws Exception {
        SortedMap<String, String> file = rendered(version);
        MirrorCatalogue known = MirrorCatalogue.of(version);
        List<String> unknown =
                file.keySet().stream().filter(name -> !isKnown(known, name)).toList();

        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            SortedMap<String, Map<String, String>> given = MirrorCatalogueGenerator.given(jars, file, "east");

            assertThat(unknown)
                    .containsExactly(
                            "clusters",
                            "dedicated.mode.enable.internal.rest",
                            "east.bootstrap.servers",
                            "legacy->east.target.cluster.client.id",
                            "legacy.bootstrap.servers",
                            "listeners",
                            "rest.advertised.host.name",
                            "rest.advertised.port",
                            "west->east.target.cluster.client.id",
                            "west.bootstrap.servers");
            assertThat(given.keySet())
                    .containsExactly(
                            "legacy->east MirrorCheckpoint",
                            "legacy->east MirrorHeartbeat",
                            "legacy->east MirrorSource",
                            "legacy->east worker",
                            "west->east MirrorCheckpoint",
                            "west->east MirrorHeartbeat",
                            "west->east MirrorSource",
                            "west->east worker");
            for (Map.Entry<String, Map<String, String>> each : given.entrySet()) {
                MirrorCatalogueGenerator.read(jars, each.getKey().replaceFirst(".* ", ""), each.getValue());
            }
            assertThat(given.get("west->east MirrorSource"))
                    .containsEntry("topics", "viewing-events,audit\\..*")
                    .containsEntry("offset-syncs.topic.location", "target")
                    .containsEntry("replication.factor", "3");
            assertThat(MirrorCatalogueGenerator.consumer(jars, given.get("legacy->east MirrorSource")))
                    .containsEntry("isolation.level", "read_committed")
                    .containsEntry("max.poll.records", "2000")
                    .containsEntry("bootstrap.servers", "b-1.legacy.internal:9092,b-2.legacy.internal:9092");
            assertThat(given.get("west->east worker"))
                    .containsEntry("group.id", "west-mm2")
                    .containsEntry("client.id", "mirror1")
                    .containsEntry("producer.linger.ms", "50");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rendered_of_random_descriptions_workers_and_connectors_read(KafkaVersion version) throws Exception {
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            for (Plan<Ec2Platform> plan : WorkerCatalogueIT.random(version, Role.MIRROR, 2)) {
                SortedMap<String, Map<String, String>> given =
                        MirrorCatalogueGenerator.given(jars, WorkerCatalogueIT.rendered(plan, Role.MIRROR), "near");

                assertThat(given).isNotEmpty();
                for (Map.Entry<String, Map<String, String>> each : given.entrySet()) {
                    MirrorCatalogueGenerator.read(jars, each.getKey().replaceFirst(".* ", ""), each.getValue());
                }
            }
        }
    }

    private static boolean isOwned(Setting setting) {
        return OwnedMirrorSettings.ofFlow(setting.name(), Optional.of(setting)).isPresent();
    }

    /** Some settings with values that pass. */
    private static SortedMap<String, String> drawn(Random random, List<Setting> settings) {
        SortedMap<String, String> drawn = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            Setting setting = settings.get(random.nextInt(settings.size()));
            List<String> right = CatalogueIT.samples(setting).stream()
                    .filter(sample -> setting.check(sample).isEmpty())
                    .toList();
            if (!right.isEmpty()) {
                drawn.put(setting.name(), right.get(random.nextInt(right.size())));
            }
        }
        return drawn;
    }

    /** Why one of these does not copy from west with these settings besides; empty when all do. */
    private static Optional<String> refusal(
            KafkaJars jars,
            SortedMap<String, Map<String, String>> given,
            List<String> kinds,
            SortedMap<String, String> settings)
            throws ReflectiveOperationException {
        for (String kind : kinds) {
            Map<String, String> all = new TreeMap<>(given.get("west->east " + kind));
            all.putAll(settings);
            try {
                MirrorCatalogueGenerator.read(jars, kind, all);
            } catch (InvocationTargetException e) {
                return Optional.of(kind + " " + settings + ": " + e.getCause());
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(MirrorCatalogue known, String name) {
        for (String flow : List.of("west->east.", "legacy->east.")) {
            if (name.startsWith(flow)) {
                return known.ofFlow(name.substring(flow.length())).isPresent();
            }
        }
        String target = "east.";
        return name.startsWith(target)
                && !name.endsWith(".bootstrap.servers")
                && known.ofTarget(name.substring(target.length())).isPresent();
    }

    /** The file of the first node of the example. */
    private SortedMap<String, String> rendered(KafkaVersion version) throws Exception {
        Files.copy(EXAMPLE.resolve("Pulumi.west.yaml"), folder.resolve("Pulumi.west.yaml"));
        String text = Files.readString(EXAMPLE.resolve("stack.yaml"));
        Path file = Files.writeString(
                folder.resolve("Pulumi.mirrors.yaml"), text.replace("version: 4.3.1}", "version: " + version + "}"));
        Plan<Ec2Platform> plan = Plan.of(StackReader.read(folder, file).ec2().orElseThrow(), Site.EC2);
        return WorkerCatalogueIT.rendered(plan, Role.MIRROR);
    }
}
