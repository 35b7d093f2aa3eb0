package io.trivet.gen;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.problem.Problem;
import io.trivet.problem.Severity;
import io.trivet.rule.Rules;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Laws are worth as much as the samples that they are tried on. */
final class SamplesTest {
    @ForEachSample
    void every_sample_breaks_no_rule(Sample sample) {
        List<Problem> problems = Rules.check(sample.description()).list();

        assertThat(problems).noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @Test
    void the_samples_are_of_every_kind() {
        List<Description<OnEc2>> descriptions =
                Samples.all().map(Sample::description).toList();
        List<OnEc2> stacks = descriptions.stream().map(Description::on).toList();

        assertThat(stacks).anyMatch(OnEc2::usesZooKeeper);
        assertThat(stacks.stream()
                        .filter(stack -> !stack.usesZooKeeper())
                        .map(stack -> stack.kafka().version()))
                .contains("3.9.2", "4.3.1");
        assertThat(stacks.stream().map(stack -> stack.network().cidr().prefix()))
                .contains(16, 17, 18, 19, 20, 21, 22);
        assertThat(stacks.stream().map(stack -> stack.brokers().nodes() % 3)).contains(0, 1, 2);
        assertThat(stacks).anyMatch(stack -> stack.brokers().nodes() < 3);
        assertThat(stacks).anyMatch(stack -> stack.brokers().nodes() > 200);
        assertThat(descriptions).anyMatch(description -> description.name().equals("007"));
        assertThat(descriptions).anyMatch(description -> description.topics().isEmpty());
        assertThat(stacks)
                .anyMatch(
                        stack -> stack.connect().isPresent() && stack.security().isPresent());
        assertThat(stacks)
                .anyMatch(
                        stack -> stack.connect().isPresent() && stack.mirrors().isPresent());
    }
}
