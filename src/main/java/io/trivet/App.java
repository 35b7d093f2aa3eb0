package io.trivet;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.deployment.Deployment;
import com.pulumi.exceptions.RunException;
import io.trivet.plan.ExternalProvision;
import io.trivet.plan.Provision;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.rule.Rules;
import io.trivet.show.Colour;
import io.trivet.show.ProblemText;
import io.trivet.stack.ExternalDescription;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import io.trivet.target.aws.Ec2;
import io.trivet.target.aws.External;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The Pulumi program: reads the description from Pulumi's configuration, checks it, and provisions what follows from
 * it. A description with problems registers no resource and fails with the text of {@code trivet validate}.
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
        reading.description()
                .filter(ExternalDescription.class::isInstance)
                .map(ExternalDescription.class::cast)
                .map(description -> new External(ExternalProvision.of(description)).outputs())
                .ifPresent(outputs -> outputs.forEach(context::export));
        reading.ec2()
                .map(description -> new Ec2(Provision.of(description)).outputs())
                .ifPresent(outputs -> outputs.forEach(context::export));
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
}
