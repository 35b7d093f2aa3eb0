package io.trivet.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReplicasTest {
    @Test
    void one_in_each_place_but_never_none_and_never_more_than_zones() {
        assertThat(IntStream.rangeClosed(-1, 5).map(Replicas::over)).containsExactly(1, 1, 1, 2, 3, 3, 3);
    }
}
