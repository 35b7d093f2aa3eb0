package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code trivet drill} refuses before anything happens to a cluster. */
final class DrillCommandTest {
    @TempDir
    private Path home;

    @BeforeEach
    void stacks() throws IOException {
        Path stacks = Files.createDirectories(home.resolve("stacks"));
        for (String name : new String[] {"Pulumi.kraft-us-east-1.yaml", "cluster.yaml"}) {
            Files.copy(Path.of("stacks", name), stacks.resolve(name));
        }
    }

    @Test
    void a_drill_that_is_not_known_is_named_with_those_that_are() {
        Outcome outcome = Outcome.of(home, "drill", "zone-los", "kraft-us-east-1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("no drill is called zone-los: there are zone-loss, broker-loss, pause, roll, replace,"
                        + " rebalance, replication, change\n");
    }

    @Test
    void what_happens_to_all_happens_to_none_by_name() {
        Outcome outcome = Outcome.of(home, "drill", "roll", "kraft-us-east-1", "--of", "broker1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--of names one, and roll happens to all\n");
    }

    @Test
    void a_file_that_is_there_is_not_replaced_unasked() throws IOException {
        Path plot = Files.writeString(home.resolve("drill.svg"), "mine");

        Outcome outcome = Outcome.of(home, "drill", "roll", "kraft-us-east-1", "--plot", plot.toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("error file-exists  " + plot);
        assertThat(plot).hasContent("mine");
    }
}
