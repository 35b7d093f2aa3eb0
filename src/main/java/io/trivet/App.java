package io.trivet;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.deployment.Deployment;
import com.pulumi.exceptions.RunException;
import io.trivet.layout.Node;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.ProblemText;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Pulumi program: reads the description from Pulumi's configuration, checks it, and exports what follows from it. A
 * description with problems exports nothing and fails with the text of {@code trivet validate}.
 *
 * <p>It registers no resource yet: {@code pulumi up} records the outputs of the plan and touches nothing on AWS.
 */
public final class App {
    private App() {}

    /** Started by {@code pulumi}, through {@code java -jar target/trivet.jar}. */
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    static void stack(Context context) {
        Path root = Path.of(Deployment.getInstance().getRootDirectory());
        Optional<String> region = context.config("aws").get("region");
        Reading reading = context.config("trivet")
                .get("cluster")
                .map(json -> StackReader.read(context.stackName(), region, json, root.resolve("stacks")))
                .orElseGet(() -> new Reading(Optional.empty(), noCluster(context.stackName())));
        Problems problems = reading.description()
                .map(description -> reading.problems().and(Rules.check(description)))
                .orElse(reading.problems());
        if (problems.hasErrors()) {
            // Pulumi shows the message of this exception alone, without a stack trace, and fails. An error that is only
            // logged may leave the exit code at 0.
            throw new RunException(text(problems));
        }
        if (!problems.list().isEmpty()) {
            context.log().warn(text(problems));
        }
        reading.description().ifPresent(description -> export(context, description));
    }

    private static String text(Problems problems) {
        return ProblemText.of(problems, Colour.OFF);
    }

    private static Problems noCluster(String stack) {
        return new Problems(List.of(Problem.error(
                "no-cluster",
                Place.ofPath("trivet:cluster"),
                "missing",
                "be the description of a cluster",
                "write it to stacks/Pulumi." + stack + ".yaml, starting from one of the examples there")));
    }

    private static void export(Context context, Description description) {
        Plan plan = Plan.of(description, Site.EC2);
        Map<String, String> addresses = new TreeMap<>();
        for (PlannedNode planned : plan.nodes()) {
            Node node = planned.node();
            addresses.put(node.dnsName(), node.address().toString());
        }
        context.export("clusterId", plan.layout().clusterId());
        context.export("bootstrapServers", plan.clientBootstrap());
        context.export("addresses", addresses);
    }
}
