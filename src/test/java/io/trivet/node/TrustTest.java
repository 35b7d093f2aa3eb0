package io.trivet.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.layout.Role;
import io.trivet.operate.Failure;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrustTest {
    private static final String FACTS = "/etc/trivet/role";

    @Test
    void another_authority_comes_in_three_steps_and_goes_back_in_as_many() throws Failure {
        List<String> steps = List.of(
                "AUTHORITY=old\n",
                "AUTHORITY=old\nTRUSTS=other,new\n",
                "AUTHORITY=new\nTRUSTS=old\n",
                "AUTHORITY=new\n",
                "AUTHORITY=new\nTRUSTS=old\n",
                "AUTHORITY=old\nTRUSTS=new\n",
                "AUTHORITY=old\n");

        for (int i = 1; i < steps.size(); i++) {
            Trust.refuseStranger(member(steps.get(i)), applied(steps.get(i - 1)));
        }
        assertThat(steps).hasSize(7);
    }

    @Test
    void a_step_that_is_left_out_leaves_the_node_alone_among_the_others() {
        refused("AUTHORITY=old\n", "AUTHORITY=new\n");
        refused("AUTHORITY=old\n", "AUTHORITY=new\nTRUSTS=old\n");
        refused("AUTHORITY=old\nTRUSTS=new\n", "AUTHORITY=new\n");
        refused("AUTHORITY=old\nTRUSTS=other\n", "AUTHORITY=new\nTRUSTS=old\n");
    }

    @Test
    void a_node_that_is_new_or_speaks_plain_text_is_no_stranger() throws Failure {
        Trust.refuseStranger(member("AUTHORITY=new\n"), new TreeMap<>());
        Trust.refuseStranger(member("ROLE=broker\n"), applied("ROLE=broker\n"));
        Member other = new Member(
                "broker1",
                Role.BROKER,
                1,
                "/etc/kafka/server.properties",
                "/data",
                files("/etc/kafka/x", "AUTHORITY=new"));
        Trust.refuseStranger(other, files("/etc/kafka/x", "AUTHORITY=old"));

        assertThat(other.files()).doesNotContainKey(FACTS);
    }

    private static void refused(String before, String after) {
        assertThatThrownBy(() -> Trust.refuseStranger(member(after), applied(before)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problems().get(0).found())
                                .isEqualTo("to have a certificate of new in the place of one of old"));
    }

    private static Member member(String facts) {
        return new Member("broker1", Role.BROKER, 1, "/etc/kafka/server.properties", "/data", applied(facts));
    }

    private static SortedMap<String, String> applied(String facts) {
        return files(FACTS, facts);
    }

    private static SortedMap<String, String> files(String path, String text) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(path, text);
        return files;
    }
}
