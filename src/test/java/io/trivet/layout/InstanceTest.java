package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.problem.Resource;
import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.InstanceType;

final class InstanceTest {
    /** As the AWS documentation has them, https://docs.aws.amazon.com/ec2/latest/instancetypes. */
    @ParameterizedTest
    @CsvSource({
        "m7g.medium, 1, 4", "m7g.large, 2, 8", "m7g.xlarge, 4, 16", "m5.24xlarge, 96, 384", "c7gn.4xlarge, 16, 32",
        "r6i.2xlarge, 8, 64", "x2gd.medium, 1, 16", "i4i.large, 2, 16", "i3en.xlarge, 4, 32", "im4gn.large, 2, 8",
        "is4gen.large, 2, 12", "d3.xlarge, 4, 32", "d3en.xlarge, 4, 16", "t4g.small, 2, 2", "t3.medium, 2, 4",
        "t4g.large, 2, 8", "t4g.2xlarge, 8, 32"
    })
    void cpus_and_memory_are_read_off_the_name(String type, int vcpus, long gib) {
        Instance instance = Instance.of(type).orElseThrow();

        assertThat(instance.vcpus()).isEqualTo(vcpus);
        assertThat(instance.memory()).isEqualTo(DataSize.gib(gib));
    }

    @ParameterizedTest
    @CsvSource({
        "m7g.large, true",
        "t4g.small, true",
        "im4gn.large, true",
        "c7gn.large, true",
        "r8gd.xlarge, true",
        "a1.large, true",
        "m7i.large, false",
        "m5.large, false",
        "i3en.large, false",
        "r6a.large, false",
        "t3.small, false"
    })
    void a_g_behind_the_generation_is_arm64(String type, boolean arm64) {
        assertThat(Instance.of(type).orElseThrow().arm64()).isEqualTo(arm64);
    }

    /** Virtual CPUs, memory and network of every type that is in both tables. */
    @Test
    void the_table_is_what_aws_published() {
        List<String> differences = new ArrayList<>();
        int same = 0;
        for (String row : Resource.rows(InstanceTest.class, "aws-instances.txt")) {
            List<String> words = List.of(row.split(" "));
            for (String size : words.subList(1, words.size())) {
                String type = words.get(0) + "." + size.replaceFirst("=.*", "");
                List<String> published = List.of(size.replaceFirst(".*=", "").split("/"));
                List<String> ours = Instance.of(type).map(InstanceTest::facts).orElse(List.of("not there"));
                int compared = Math.min(ours.size(), published.size());
                if (ours.subList(0, compared).equals(published.subList(0, compared))) {
                    same++;
                } else {
                    differences.add(type + " is " + ours + " and was published as " + published);
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(same).isGreaterThan(1200);
    }

    private static List<String> facts(Instance instance) {
        List<String> facts = new ArrayList<>();
        facts.add("" + instance.vcpus());
        facts.add("" + (instance.memory().bytes() >> 20));
        instance.networkBaseline()
                .ifPresent(rate -> facts.add("" + Math.round(rate.perSecond().bytes() * 8 / 1_000_000.0)));
        return facts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"m7g", "c6g", "r7g", "m5", "m7i-flex", "x2gd"})
    void the_next_size_has_twice_of_everything(String family) {
        List<Instance> sizes = List.of("xlarge", "2xlarge", "4xlarge", "8xlarge").stream()
                .map(size -> Instance.of(family + "." + size).orElseThrow())
                .toList();

        for (int i = 1; i < sizes.size(); i++) {
            assertThat(sizes.get(i).vcpus()).isEqualTo(2 * sizes.get(i - 1).vcpus());
            assertThat(sizes.get(i).memory().bytes())
                    .isEqualTo(2 * sizes.get(i - 1).memory().bytes());
        }
    }

    /** Megabits per second; the table of AWS, rounded. */
    @ParameterizedTest
    @CsvSource({
        "m7g.medium, 520", "m7g.large, 937", "m7g.xlarge, 1876", "m7g.16xlarge, 30000", "m6g.medium, 500",
        "m6g.large, 750", "m6g.xlarge, 1250", "m5.24xlarge, 25000", "m7i.large, 781", "r6i.4xlarge, 6250"
    })
    void a_size_sends_so_much_for_ever(String type, long megabits) {
        Instance instance = Instance.of(type).orElseThrow();

        assertThat(instance.networkBaseline()).contains(new Throughput(new DataSize(megabits * 125_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m7g", "c6g", "r7g", "m5", "r5"})
    void a_larger_size_never_carries_less_to_ebs(String family) {
        List<Long> carried =
                List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge").stream()
                        .map(size ->
                                Instance.of(family + "." + size).orElseThrow().ebsBaseline())
                        .map(baseline -> baseline.orElseThrow().perSecond().bytes())
                        .toList();

        assertThat(carried).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m7g",
                "large",
                "m7g.",
                ".large",
                "m7g.huge",
                "m7g.0xlarge",
                "m7g.small",
                "m7g.nano",
                "z1.large",
                "M7g.large",
                "m7g.large ",
                "m.large",
                "m7g.xxlarge"
            })
    void what_follows_no_known_rule_is_no_instance(String type) {
        assertThat(Instance.of(type)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "m5.metal, 96, 384", "m7g.metal, 64, 256", "m7i.metal-48xl, 192, 768", "m7i-flex.xlarge, 4, 16",
        "c5n.9xlarge, 36, 96", "x2iedn.xlarge, 4, 128", "t2.micro, 1, 1", "c8gn.48xlarge, 192, 384"
    })
    void cpus_and_memory_that_do_not_follow_stand_in_the_table(String type, int vcpus, long gib) {
        Instance instance = Instance.of(type).orElseThrow();

        assertThat(instance.vcpus()).isEqualTo(vcpus);
        assertThat(instance.memory()).isEqualTo(DataSize.gib(gib));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m5g.large", "m7g.3xlarge", "r5.medium", "m7g.24xlarge", "t4g.4xlarge", "m7g.metal-24xl", "m99.large",
                "g5.xlarge", "m7g", "m7g.", ".large", "", "M7G.large", "m7g.large "
            })
    void what_aws_does_not_have_is_none(String type) {
        assertThat(Instance.of(type)).isEmpty();
    }

    /** The types of the SDK that comes with Trivet are all there, but for families that no node can be. */
    @Test
    void no_type_of_the_sdk_is_missing() {
        assertThat(InstanceType.knownValues().stream()
                        .map(InstanceType::toString)
                        .filter(type -> type.matches("(is|im|[acdhimrxz]|t(?=[2-9]))\\d+[a-z]*(-flex)?\\..+"))
                        .filter(type -> !type.matches("(c1|m1|m2)\\..+")))
                .hasSizeGreaterThan(700)
                .allSatisfy(type -> assertThat(Instance.of(type)).as(type).isPresent());
    }
}
