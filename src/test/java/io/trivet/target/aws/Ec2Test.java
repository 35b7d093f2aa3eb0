package io.trivet.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.plan.Provision;
import io.trivet.rule.Rules;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What each example stack asks of AWS, to the last letter. */
final class Ec2Test {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> every_example_asks_for_these_resources() {
        return Golden.of(Ec2Test.class, "aws").cases(folder -> {
            SortedMap<String, String> outputs = new TreeMap<>();
            outputs.put("registrations.txt", Registrations.of(provision(folder)).canonical());
            return outputs;
        });
    }

    /** A case is an example stack, or brings a description of its own. */
    private static Provision provision(Path folder) {
        Path own = folder.resolve("in/stack.yaml");
        Path file = Files.exists(own) ? own : ROOT.resolve("stacks/Pulumi." + folder.getFileName() + ".yaml");
        Reading reading = StackReader.read(ROOT, file);
        assertThat(reading.problems().list()).isEmpty();
        return reading.description()
                .map(description -> {
                    assertThat(Rules.check(description).list()).isEmpty();
                    return Provision.of(description);
                })
                .orElseThrow();
    }
}
