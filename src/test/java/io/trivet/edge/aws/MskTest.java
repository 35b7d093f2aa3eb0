package io.trivet.edge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Golden;
import io.trivet.plan.Plan;
import io.trivet.platform.MskPlatform;
import io.trivet.platform.msk.MskSettings;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each description of a cluster on MSK asks of AWS, to the last letter. */
final class MskTest {
    private static final Path CASES = Path.of("src/test/resources/golden/msk");
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @TestFactory
    Stream<DynamicNode> every_example_asks_for_these_resources() {
        return Golden.of(MskTest.class, "msk")
                .cases(folder -> RegistrationsText.of(Registrations.ofMsk(provision(folder))));
    }

    @TestFactory
    Stream<DynamicTest> a_configuration_holds_only_keys_that_msk_takes() {
        return Golden.of(MskTest.class, "msk").names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Plan<MskPlatform> plan = provision(CASES.resolve(name));
                    for (Registration configuration : Registrations.ofMsk(plan).of("Configuration")) {
                        Properties properties = new Properties();
                        properties.load(new StringReader(configuration.text("serverProperties")));

                        assertThat(properties.stringPropertyNames())
                                .isNotEmpty()
                                .isSubsetOf(MskSettings.names(plan.platform().type()));
                    }
                }));
    }

    /** Of the stack that a case brings, or of the example of its name; deployed once already where it brings both. */
    static Plan<MskPlatform> provision(Path folder) {
        Path example = ROOT.resolve("stacks/Pulumi." + folder.getFileName() + ".yaml");
        return Plan.ofMsk(
                description(Golden.file(folder, "in/stack.yaml").orElse(example)),
                Golden.file(folder, "in/before.yaml").map(MskTest::description));
    }

    private static Description<OnMsk> description(Path file) {
        Reading reading = StackReader.read(ROOT, file);
        assertThat(reading.problems().list()).isEmpty();
        Description<OnMsk> description = reading.msk().orElseThrow();
        assertThat(Rules.check(description).hasErrors()).isFalse();
        return description;
    }
}
