package io.trivet.edge.aws;

import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code pulumi up}, or a preview, of a cluster on EC2 by Pulumi's test engine.
 *
 * @param leaving nodes that were deployed before, and are described no more
 * @param progress hears what nodes wait for
 * @param pause between two questions to the bucket
 */
public record Update(
        Plan<Ec2Platform> plan, boolean preview, List<Node> leaving, Consumer<String> progress, Duration pause) {
    /** Runs it against these answers of AWS. */
    public TestResult run(Mocks aws) {
        try {
            return PulumiTest.withMocks(aws)
                    .withOptions(TestOptions.builder()
                            .projectName("trivet")
                            .stackName(plan.id())
                            .preview(preview)
                            .build())
                    .runTest(context -> new Ec2(plan, leaving, progress, pause));
        } finally {
            PulumiTest.cleanup();
        }
    }
}
