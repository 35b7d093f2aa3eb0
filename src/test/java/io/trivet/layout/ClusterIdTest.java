package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

final class ClusterIdTest {
    @Test
    void every_id_is_a_uuid_as_kafka_writes_it_and_never_begins_like_an_option() {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < 2000; i++) {
            String id = ClusterId.of("films", "prod", "region-" + i);
            ids.add(id);

            assertThat(id).hasSize(22).doesNotStartWith("-");
            assertThat(Base64.getUrlDecoder().decode(id)).hasSize(16);
            assertThat(Uuid.fromString(id)).hasToString(id);
        }
        assertThat(ids).hasSize(2000);
    }

    /** A value that moves would be a new cluster to brokers that hold data. */
    @Test
    void the_id_of_a_cluster_never_changes() {
        assertThat(ClusterId.of("films", "prod", "us-east-1")).isEqualTo("1mT-VlWDx6TTLk4pOCuQ1g");
    }

    @Test
    void names_do_not_run_into_each_other() {
        assertThat(ClusterId.of("ab", "c")).isNotEqualTo(ClusterId.of("a", "bc"));
        assertThat(ClusterId.of("a", "")).isNotEqualTo(ClusterId.of("a"));
    }
}
