package io.trivet.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems as people and as programs read them. */
final class ProblemTest {
    private static final Problem SHRINK = Problem.error(
                    "storage-shrink",
                    new Place("stacks/Pulumi.prod-us-east-1.yaml", 14, 11, "brokers.volume.size"),
                    "500GiB")
            .must("be at least 1TiB, the size that broker volumes have now")
            .mend("set brokers.volume.size to 1TiB or more; EBS volumes cannot shrink");
    private static final Problem UNEVEN = Problem.warning(
                    "uneven-zones", new Place("stacks/Pulumi.prod-us-east-1.yaml", 9, 12, "brokers.nodes"), "7")
            .must("be a multiple of 3 to fill the zones evenly")
            .mend("write 6 or 9");
    private static final Problem MISSING = Problem.error("missing-value", Place.ofPath("kafka"), "missing")
            .must("be given: version of Kafka")
            .mend("add kafka: {version: …}");
    private static final Problem NO_FILE = Problem.error(
                    "no-file", new Place("stacks/Pulumi.x.yaml", 0, 0, ""), "absent")
            .must("be a file")
            .mend("create the file");

    @Test
    void a_problem_says_where_it_is_what_was_found_what_must_be_and_how_to_mend_it() {
        assertThat(ProblemsShown.of(new Problems(List.of(SHRINK))).text(Colour.OFF))
                .isEqualTo("""
                        error storage-shrink  stacks/Pulumi.prod-us-east-1.yaml:14:11  brokers.volume.size
                          was 500GiB but it must be at least 1TiB, the size that broker volumes have now.
                          Mend: set brokers.volume.size to 1TiB or more; EBS volumes cannot shrink.

                        1 error in stacks/Pulumi.prod-us-east-1.yaml
                        """);
    }

    @Test
    void problems_stand_in_reading_order_and_are_counted_by_severity() {
        assertThat(ProblemsShown.of(new Problems(List.of(SHRINK, NO_FILE, UNEVEN)))
                        .text(Colour.OFF))
                .isEqualTo("""
                        warning uneven-zones  stacks/Pulumi.prod-us-east-1.yaml:9:12  brokers.nodes
                          was 7 but it must be a multiple of 3 to fill the zones evenly.
                          Mend: write 6 or 9.

                        error storage-shrink  stacks/Pulumi.prod-us-east-1.yaml:14:11  brokers.volume.size
                          was 500GiB but it must be at least 1TiB, the size that broker volumes have now.
                          Mend: set brokers.volume.size to 1TiB or more; EBS volumes cannot shrink.

                        error no-file  stacks/Pulumi.x.yaml
                          was absent but it must be a file.
                          Mend: create the file.

                        2 errors, 1 warning in 2 files
                        """);
    }

    @Test
    void a_place_without_a_file_is_its_path_only() {
        assertThat(ProblemsShown.of(new Problems(List.of(MISSING))).text(Colour.OFF))
                .isEqualTo("""
                        error missing-value  kafka
                          was missing but it must be given: version of Kafka.
                          Mend: add kafka: {version: …}.

                        1 error
                        """);
    }

    @Test
    void no_problem_is_no_text() {
        assertThat(ProblemsShown.of(Problems.NONE).text(Colour.ON)).isEmpty();
    }

    @Test
    void colour_marks_severity_position_and_mend_and_changes_no_word() {
        assertThat(ProblemsShown.of(new Problems(List.of(UNEVEN)))
                        .text(Colour.ON)
                        .replace('\u001b', '^'))
                .isEqualTo("""
                        ^[33;1mwarning^[0m uneven-zones  ^[1mstacks/Pulumi.prod-us-east-1.yaml:9:12^[0m  brokers.nodes
                          was 7 but it must be a multiple of 3 to fill the zones evenly.
                          ^[32mMend:^[0m write 6 or 9.

                        1 warning in stacks/Pulumi.prod-us-east-1.yaml
                        """);
    }

    @Test
    void programs_read_every_part_and_miss_only_what_is_unknown() {
        assertThat(ProblemsShown.of(new Problems(List.of(MISSING, UNEVEN))).json())
                .isEqualTo("""
                        {
                          "errors": 1,
                          "warnings": 1,
                          "problems": [
                            {
                              "severity": "error",
                              "id": "missing-value",
                              "path": "kafka",
                              "found": "missing",
                              "must": "be given: version of Kafka",
                              "mend": "add kafka: {version: …}"
                            },
                            {
                              "severity": "warning",
                              "id": "uneven-zones",
                              "file": "stacks/Pulumi.prod-us-east-1.yaml",
                              "line": 9,
                              "column": 12,
                              "path": "brokers.nodes",
                              "found": "7",
                              "must": "be a multiple of 3 to fill the zones evenly",
                              "mend": "write 6 or 9"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void programs_read_no_problem_as_an_empty_list() {
        assertThat(ProblemsShown.of(Problems.NONE).json()).isEqualTo("""
                        {
                          "errors": 0,
                          "warnings": 0,
                          "problems": []
                        }
                        """);
    }
}
