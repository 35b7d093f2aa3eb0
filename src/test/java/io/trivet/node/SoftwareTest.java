package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Role;
import io.trivet.problem.Problem;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SoftwareTest {
    @Test
    void versions_are_compared_number_by_number() {
        assertThat(Software.isOlder("3.9.2", "4.3.1")).isTrue();
        assertThat(Software.isOlder("3.9.2", "3.10.0")).isTrue();
        assertThat(Software.isOlder("3.9.2", "3.9.2")).isFalse();
        assertThat(Software.isOlder("4.3.1", "3.9.2")).isFalse();
    }

    @Test
    void software_goes_up_and_never_down() {
        assertThat(older("3.9.2", "4.3.1")).isEmpty();
        assertThat(older("4.3.1", "4.3.1")).isEmpty();
        assertThat(older("4.3.1", "3.9.2").map(Problem::id)).hasValue("version-down");
    }

    @Test
    void a_node_that_has_none_yet_gets_any() {
        assertThat(Software.older(member("3.9.2"), new TreeMap<>())).isEmpty();
    }

    private static Optional<Problem> older(String applied, String wanted) {
        return Software.older(member(wanted), facts(applied));
    }

    private static Member member(String version) {
        return new Member("broker1", Role.BROKER, 1, "/etc/kafka/server.properties", "/var/lib/kafka", facts(version));
    }

    private static SortedMap<String, String> facts(String version) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("/etc/trivet/role", "VERSION=" + version + "\n");
        return files;
    }
}
