package io.trivet.edge.aws;

import io.trivet.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What each example stack, and what a network of another kind, asks of AWS, to the last letter. */
final class Ec2Test {
    @TestFactory
    Stream<DynamicNode> every_example_asks_for_these_resources() {
        return Golden.of(Ec2Test.class, "aws")
                .cases(folder -> RegistrationsText.of(
                        Example.named(folder.getFileName().toString()).registrations()));
    }
}
