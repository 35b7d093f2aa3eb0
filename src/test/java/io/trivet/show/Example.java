package io.trivet.show;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Descriptions to show. */
final class Example {
    static final Path FOLDER = Path.of("src/test/resources/golden-show");

    private Example() {}

    static Overview zookeeper() {
        return overview(FOLDER.resolve("zookeeper/Pulumi.prod-us-east-1.yaml"), Site.EC2);
    }

    static Overview kraft() {
        return overview(FOLDER.resolve("kraft/Pulumi.dev.yaml"), Site.EC2);
    }

    /** The first example with another number of brokers. */
    static Overview withBrokers(Path folder, int brokers) throws IOException {
        String text = Files.readString(FOLDER.resolve("zookeeper/Pulumi.prod-us-east-1.yaml"));
        Path file = folder.resolve("Pulumi.large.yaml");
        Files.writeString(file, text.replace("brokers: {nodes: 6", "brokers: {nodes: " + brokers));
        return overview(file, Site.EC2);
    }

    static Overview overview(Path file, Site site) {
        Description<OnEc2> description =
                StackReader.read(file.getParent(), file).ec2().orElseThrow();
        return new Overview(description, Plan.of(description, site));
    }
}
