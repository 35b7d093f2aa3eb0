package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Instance;
import io.trivet.layout.Site;
import io.trivet.stack.DataSize;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JvmTest {
    private static final Site LAPTOP = new Site.ThisMachine("/root", false);
    private static final List<String> INSTANCES = List.of(
            "t4g.nano",
            "t4g.small",
            "t4g.medium",
            "m7g.medium",
            "c7g.large",
            "m7g.large",
            "m7g.xlarge",
            "r7g.16xlarge");

    static List<Jvm.Need> needs() {
        return List.of(KafkaBroker.NEED, KafkaController.NEED, ZooKeeperServer.NEED);
    }

    @ParameterizedTest
    @MethodSource("needs")
    void a_computed_heap_leaves_half_of_the_memory_to_the_page_cache(Jvm.Need need) {
        assertThat(INSTANCES).allSatisfy(type -> {
            long memory = Instance.of(type).orElseThrow().memory().bytes();
            assertThat(heap(need, type).bytes()).isPositive().isLessThanOrEqualTo(memory / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("needs")
    void a_computed_heap_never_shrinks_with_the_instance_and_stops_growing(Jvm.Need need) {
        assertThat(INSTANCES).extracting(type -> heap(need, type)).isSorted();
        assertThat(heap(need, "m7g.16xlarge")).isEqualTo(heap(need, "r7g.16xlarge"));
    }

    @Test
    void a_described_heap_is_taken_as_it_is() {
        Jvm jvm = Jvm.of(KafkaBroker.NEED, Site.EC2, "m7g.xlarge", Optional.of(DataSize.mib(1234)));

        assertThat(jvm.options("")).contains("\n-Xms1234m\n-Xmx1234m\n");
    }

    @ParameterizedTest
    @MethodSource("needs")
    void the_heap_of_the_laptop_does_not_depend_on_the_description(Jvm.Need need) {
        assertThat(Jvm.of(need, LAPTOP, "r7g.16xlarge", Optional.of(DataSize.gib(6))))
                .isEqualTo(Jvm.of(need, LAPTOP, "t4g.nano", Optional.empty()));
    }

    @Test
    void the_process_takes_more_than_its_heap() {
        Jvm jvm = Jvm.of(KafkaBroker.NEED, Site.EC2, "m7g.xlarge", Optional.empty());

        assertThat(jvm.memory()).isGreaterThan(jvm.heap());
    }

    private static DataSize heap(Jvm.Need need, String type) {
        return Jvm.of(need, Site.EC2, type, Optional.empty()).heap();
    }
}
