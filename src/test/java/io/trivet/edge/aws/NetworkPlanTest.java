package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes reach of AWS without a way to the internet. */
final class NetworkPlanTest {
    private static final Path CASE = Example.CASES.resolve("mirrors-secured/in");

    @TempDir
    private Path folder;

    private NetworkPlan plan(String stack) throws IOException {
        Path file = folder.resolve("stack.yaml");
        Files.writeString(file, stack.replace("{cidr: 10.20.0.0/16}", "{cidr: 10.20.0.0/16, egress: endpoints}"));
        Files.copy(CASE.resolve("Pulumi.west.yaml"), folder.resolve("Pulumi.west.yaml"));
        return NetworkPlan.ofEc2(Plan.of(StackReader.read(folder, file).ec2().orElseThrow(), Site.EC2));
    }

    @Test
    void mirrors_have_certificates_issued_for_a_source_also_where_their_own_cluster_has_none() throws IOException {
        String stack = Files.readString(CASE.resolve("stack.yaml")).replaceAll("(?m)^    security:\n( {6}.*\n)*", "");

        assertThat(stack).doesNotContain("security:");
        assertThat(plan(stack).services()).contains("acm-pca");
    }

    @Test
    void what_needs_no_certificate_reaches_no_authority() throws IOException {
        String stack = Files.readString(CASE.resolve("stack.yaml"))
                .replaceAll("(?m)^    (security|mirrors):\n( {6}.*\n)*", "");

        assertThat(plan(stack).services()).isNotEmpty().doesNotContain("acm-pca");
    }
}
