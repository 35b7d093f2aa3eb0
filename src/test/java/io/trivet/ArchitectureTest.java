package io.trivet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.Set;

/** Who may know whom, and what a pure package may not call. The map is the drawing in ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.trivet", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] ORDERED = {
        "io.trivet.layout..",
        "io.trivet.settings..",
        "io.trivet.process..",
        "io.trivet.monitor..",
        "io.trivet.rule..",
        "io.trivet.plan..",
        "io.trivet.adopt..",
        "io.trivet.cost..",
        "io.trivet.show.."
    };

    @ArchTest
    static final ArchRule packages_import_only_along_the_arrows_of_the_drawing = ArchRuleDefinition.classes()
            .should(adhereToPlantUmlDiagram(Path.of("ARCHITECTURE.md"), consideringOnlyDependenciesInDiagram()));

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.trivet.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parts_of_the_local_edge_know_only_the_parts_before_them = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.trivet.edge.local..")
            .layer("artifact")
            .definedBy("io.trivet.edge.local.artifact..")
            .layer("secret")
            .definedBy("io.trivet.edge.local.secret..")
            .layer("process")
            .definedBy("io.trivet.edge.local.process..")
            .layer("cluster")
            .definedBy("io.trivet.edge.local.cluster..")
            .whereLayer("artifact")
            .mayOnlyBeAccessedByLayers("secret", "process", "cluster")
            .whereLayer("secret")
            .mayOnlyBeAccessedByLayers("cluster")
            .whereLayer("process")
            .mayOnlyBeAccessedByLayers("cluster")
            .whereLayer("cluster")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule only_the_aws_target_and_the_program_know_pulumi = noClasses()
            .that()
            .resideOutsideOfPackages("io.trivet", "io.trivet.edge.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pulumi..");

    @ArchTest
    static final ArchRule only_the_account_is_asked_with_the_sdk_of_aws = noClasses()
            .that()
            .resideOutsideOfPackage("io.trivet.edge.account..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule only_the_local_target_fetches_software = noClasses()
            .that()
            .resideOutsideOfPackage("io.trivet.edge.local..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("eu.maveniverse..", "org.eclipse.aether..", "org.apache.maven.."));

    @ArchTest
    static final ArchRule only_targets_and_operations_talk_to_kafka = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.trivet.edge..",
                    "io.trivet.operate..",
                    "io.trivet.node..",
                    "io.trivet.exporter..",
                    "io.trivet.sink..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.kafka.."));

    @ArchTest
    static final ArchRule only_the_sink_knows_what_only_its_folder_has = noClasses()
            .that()
            .resideOutsideOfPackage("io.trivet.sink..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.apache.kafka.connect..", "org.opensearch..", "org.apache.hc.."));

    @ArchTest
    static final ArchRule the_sink_knows_what_a_worker_and_its_folder_have_and_no_more = classes()
            .that()
            .resideInAPackage("io.trivet.sink..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.trivet.sink..",
                    "java..",
                    "javax.net.ssl..",
                    "org.apache.kafka..",
                    "org.opensearch..",
                    "org.apache.hc..",
                    "com.fasterxml.jackson.core..",
                    "com.fasterxml.jackson.databind..",
                    "org.slf4j..",
                    "org.jspecify.."));

    /** In the JVM of a server there is what that has, the released exporter and the jar of these classes. */
    @ArchTest
    static final ArchRule the_exporter_knows_what_a_node_has_and_no_more = classes()
            .that()
            .resideInAPackage("io.trivet.exporter..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.trivet.exporter..",
                    "java..",
                    "javax.management..",
                    "javax.net.ssl..",
                    "com.sun.net.httpserver..",
                    "io.prometheus..",
                    "org.apache.kafka.common..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule only_what_shows_metrics_knows_the_released_exporter = noClasses()
            .that()
            .resideOutsideOfPackage("io.trivet.exporter..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.prometheus.."));

    @ArchTest
    static final ArchRule only_commands_print = noClasses()
            .that(describe(
                    "are neither commands nor programs of their own: the agents, and what fetches software",
                    type -> !type.getPackageName().startsWith("io.trivet.cli")
                            && !type.getName().equals("io.trivet.exporter.SecuredExporter")
                            && !type.getName().equals("io.trivet.node.agent.Agent")
                            && !type.getName().equals("io.trivet.edge.local.artifact.Fetch")
                            && !type.getName().equals("io.trivet.edge.local.artifact.FetchFile")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule only_the_local_target_the_agent_git_and_the_start_run_processes = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.trivet.edge.local..", "io.trivet.node..", "io.trivet.revision..", "io.trivet.start..")
            .should()
            .accessTargetWhere(call("java.lang.ProcessBuilder", "<init>").or(call("java.lang.Runtime", "exec")));

    @ArchTest
    static final ArchRule what_is_rendered_has_one_order = noClasses()
            .that()
            .resideInAnyPackage(ORDERED)
            .should()
            .accessTargetWhere(call("java.util.Map", "of", "ofEntries", "copyOf")
                    .or(call("java.util.Set", "of", "copyOf"))
                    .or(call("java.util.HashMap", "<init>"))
                    .or(call("java.util.HashSet", "<init>"))
                    .or(call("java.util.IdentityHashMap", "<init>"))
                    .or(describe("Collectors that gather in hash order", ArchitectureTest::gathersInHashOrder)))
            .because("their order changes from one JVM to the next");

    @ArchTest
    static final ArchRule what_is_rendered_depends_on_the_description_only = noClasses()
            .that()
            .resideInAnyPackage(ORDERED)
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "java.util.random..")
                    .or(describe(
                            "clocks, chance and files",
                            (JavaClass type) -> Set.of(
                                            "java.nio.file.Files",
                                            "java.io.File",
                                            "java.time.Clock",
                                            "java.util.Random",
                                            "java.security.SecureRandom",
                                            "java.util.concurrent.ThreadLocalRandom")
                                    .contains(type.getName()))))
            .orShould()
            .accessTargetWhere(call("java.lang.System", "getenv", "getProperty", "currentTimeMillis", "nanoTime")
                    .or(call("java.lang.System", "lineSeparator"))
                    .or(call("java.time.Instant", "now"))
                    .or(call("java.time.LocalDate", "now"))
                    .or(call("java.time.LocalDateTime", "now"))
                    .or(call("java.time.ZonedDateTime", "now"))
                    .or(call("java.util.UUID", "randomUUID"))
                    .or(call("java.lang.Math", "random"))
                    .or(describe("letters in the case of this machine's language", ArchitectureTest::usesOwnLocale)));

    private static DescribedPredicate<JavaAccess<?>> call(String type, String... names) {
        Set<String> wanted = Set.of(names);
        return describe(
                type + "." + String.join("|", names),
                access -> access.getTargetOwner().getName().equals(type)
                        && wanted.contains(access.getTarget().getName()));
    }

    /** {@code toSet}, {@code toMap} with two arguments, {@code groupingBy} with one or two that names no map. */
    private static boolean gathersInHashOrder(JavaAccess<?> access) {
        if (!access.getTargetOwner().getName().equals("java.util.stream.Collectors")) {
            return false;
        }
        String name = access.getTarget().getName();
        String full = access.getTarget().getFullName();
        return name.equals("toSet")
                || name.startsWith("toUnmodifiableSet")
                || name.startsWith("toUnmodifiableMap")
                || ((name.equals("toMap") || name.equals("groupingBy")) && !full.contains("Supplier"));
    }

    private static boolean usesOwnLocale(JavaAccess<?> access) {
        String name = access.getTarget().getFullName();
        return name.equals("java.lang.String.toLowerCase()") || name.equals("java.lang.String.toUpperCase()");
    }
}
