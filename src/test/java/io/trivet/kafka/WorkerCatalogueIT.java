package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.Samples;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue of workers against the very classes of the version that it describes. */
final class WorkerCatalogueIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_resource_is_what_the_generator_makes_of_the_jars(KafkaVersion version) throws Exception {
        String generated;
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            generated = new WorkerCatalogueGenerator(jars).json(version);
        }
        CatalogueIT.accepted(CatalogueReader.resourceOfWorkers(version), generated);
    }

    @ParameterizedTest
    @EnumSource
    void a_value_passes_exactly_when_a_worker_takes_it(KafkaVersion version) throws Exception {
        SortedMap<String, List<String>> differences = new TreeMap<>();
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            for (Setting setting : WorkerCatalogue.of(version).worker().values()) {
                if (setting.type() == SettingType.CLASS
                        || OwnedWorkerSettings.reason(setting.name()).isPresent()) {
                    continue;
                }
                for (String sample : CatalogueIT.samples(setting)) {
                    if (setting.check(sample).isEmpty() != isTaken(jars, setting.name(), sample)) {
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
    void what_is_rendered_a_worker_reads_and_uses_all_of_it(KafkaVersion version) throws Exception {
        String text = Files.readString(Path.of("src/test/resources/golden/aws/connect/in/stack.yaml"));
        Path file = Files.writeString(
                folder.resolve("Pulumi.connect.yaml"), text.replace("version: 4.3.1", "version: " + version));
        SortedMap<String, String> settings =
                rendered(Plan.of(StackReader.read(folder, file).ec2().orElseThrow(), Site.EC2), Role.CONNECT);
        WorkerCatalogue known = WorkerCatalogue.of(version);

        assertThat(settings).containsEntry("plugin.path", "/opt/kafka-plugins");
        assertThat(settings.keySet())
                .allMatch(name -> known.setting(name).isPresent()
                        || known.isHandedOn(name)
                        || name.endsWith(".storage.partitions"));
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            Object config = WorkerCatalogueGenerator.config(jars, settings);
            assertThat(config.getClass().getMethod("originalsStrings").invoke(config))
                    .isEqualTo(settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rendered_of_random_descriptions_a_worker_reads(KafkaVersion version) throws Exception {
        try (KafkaJars jars = KafkaJars.ofConnect(version)) {
            List<Plan<Ec2Platform>> plans = random(version, Role.CONNECT, 60);
            for (Plan<Ec2Platform> plan : plans) {
                SortedMap<String, String> settings = rendered(plan, Role.CONNECT);
                Object config = WorkerCatalogueGenerator.config(jars, settings);
                assertThat(config.getClass().getMethod("originalsStrings").invoke(config))
                        .isEqualTo(settings);
            }
            assertThat(plans).hasSize(60);
        }
    }

    /** Plans of random descriptions of that version that have nodes of the role. */
    static List<Plan<Ec2Platform>> random(KafkaVersion version, Role role, int count) {
        return LongStream.iterate(1, seed -> seed + 1)
                .mapToObj(seed -> Samples.of(seed).description())
                .filter(description -> description.on().kafka().version().equals(version.text()))
                .map(description -> Plan.of(description, Site.EC2))
                .filter(plan -> plan.role(role).isPresent())
                .limit(count)
                .toList();
    }

    /** What the first node of a role is told. */
    static SortedMap<String, String> rendered(Plan<Ec2Platform> plan, Role role) {
        SortedMap<String, String> settings =
                new TreeMap<>(plan.role(role).orElseThrow().settings());
        settings.putAll(plan.nodes(role).get(0).settings());
        return settings;
    }

    private static boolean isTaken(KafkaJars jars, String name, String value) throws ReflectiveOperationException {
        SortedMap<String, String> file = WorkerCatalogueGenerator.file();
        file.put(name, value);
        try {
            WorkerCatalogueGenerator.config(jars, file);
            return true;
        } catch (InvocationTargetException e) {
            return false;
        }
    }
}
