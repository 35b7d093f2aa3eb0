package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code pulumi destroy} meets first: the engine deletes what nothing depends on before all else. */
final class SealTest {
    private static final String ALIAS = "src/test/resources/golden/external/alias-in-a-new-zone/in/stack.yaml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stacks/Pulumi.dev.yaml",
                "stacks/Pulumi.prod-us-east-1.yaml",
                "stacks/Pulumi.kraft-us-east-1.yaml",
                "stacks/Pulumi.msk-us-east-1.yaml",
                "stacks/Pulumi.msk-serverless-us-east-1.yaml",
                "src/test/resources/golden/msk/everything/in/stack.yaml",
                ALIAS
            })
    void nothing_of_a_cluster_can_be_deleted_before_its_seal(String stack) throws IOException {
        Registrations registrations = registrations(Path.of(stack));

        assertThat(leaves(registrations)).hasSize(1).allSatisfy(leaf -> {
            assertThat(leaf.type()).isEqualTo("Seal");
            assertThat(leaf.request().getProtect()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"stacks/Pulumi.dev.yaml", "stacks/Pulumi.msk-us-east-1.yaml", ALIAS})
    void nothing_is_protected_of_a_cluster_that_may_end(String stack) throws IOException {
        Path file = folder.resolve("Pulumi.ends.yaml");
        Files.copy(Path.of("stacks/cluster.yaml"), folder.resolve("cluster.yaml"));
        String text = Files.readString(Path.of(stack));
        Files.writeString(file, text.replaceFirst("(?m)^( +)environment:", "$1deletion: allowed\n$1environment:"));

        List<Registration> ends = registrations(file).list();

        assertThat(ends).filteredOn(one -> one.request().getProtect()).isEmpty();
        assertThat(registrations(Path.of(stack)).list())
                .filteredOn(one -> one.request().getRetainOnDelete())
                .hasSameSizeAs(ends.stream()
                        .filter(one -> one.request().getRetainOnDelete())
                        .toList());
    }

    /** What nothing depends on: no input, no order, no child. */
    private static List<Registration> leaves(Registrations registrations) {
        Set<String> needed = new TreeSet<>();
        for (Registration registration : registrations.list()) {
            needed.add(registration.parent());
            needed.addAll(registration.after());
            registration.inputsFrom().values().forEach(needed::addAll);
        }
        return registrations.list().stream()
                .filter(registration -> !needed.contains(registration.title()))
                .filter(registration -> !registration.request().getType().startsWith("pulumi:providers:"))
                .toList();
    }

    private static Registrations registrations(Path file) {
        return StackReader.read(Path.of(""), file)
                .description()
                .orElseThrow()
                .on(
                        ec2 -> Registrations.ofEc2(Plan.of(ec2, Site.EC2)),
                        msk -> Registrations.ofMsk(Plan.ofMsk(msk, Optional.of(msk))),
                        service -> Registrations.ofService(Plan.ofService(service)));
    }
}
