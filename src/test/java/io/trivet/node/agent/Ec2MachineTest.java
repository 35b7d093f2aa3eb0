package io.trivet.node.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.node.Member;
import io.trivet.operate.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come before a server stops: a script in the place of {@code boot.sh} says how it was called. */
final class Ec2MachineTest {
    private static final String SHARED = """
            ==> /etc/trivet/role <==
            CONFIGURATION=/etc/kafka
            DATA=/var/lib/kafka
            PRODUCT=kafka
            ROLE=broker
            TOGETHER=zone
            VERSION=4.3.1
            VOLUME_GIB=100
            ZONES=us-east-1a
            """;

    private static final String PLUGINS =
            "==> /etc/trivet/plugins <==\n/opt/kafka-plugins/a-0 https://a/a.jar 0 0/a.jar\n";
    private static final String OWN = "==> /etc/trivet/node <==\nNODE=broker1\nID=1\nZONE=us-east-1a\n";

    @TempDir
    private Path home;

    private void prepare(String shared) throws Failure, InterruptedException {
        prepare(shared, false);
    }

    private void prepare(String shared, boolean secured) throws Failure, InterruptedException {
        Member member = NodeFacts.of(shared, OWN).member();
        new Ec2Machine(home, home, shared, new Desired("", "", OWN), "kafka", () -> {}).prepare(member, secured);
    }

    private void script(String body) throws IOException {
        Files.writeString(
                home.resolve("boot.sh"), "echo \"$*\" >>" + home + "/calls\ncat \"$2\" >>" + home + "/calls\n" + body);
    }

    @Test
    void the_script_gets_the_text_of_the_role_to_come() throws Exception {
        script("");

        prepare(SHARED + PLUGINS);

        assertThat(home.resolve("calls"))
                .hasContent("plugins " + home + "/role.next " + home + "/node.next\n" + SHARED + PLUGINS);
        assertThat(home.resolve("role.txt")).as("what was applied").doesNotExist();
    }

    @Test
    void what_it_found_is_why_nothing_goes_on() throws Exception {
        script("echo 'trivet: https://a/a.jar has the SHA-512 1, and must have 0' >&2; exit 1\n");

        Failure failure = catchThrowableOfType(Failure.class, () -> prepare(SHARED + PLUGINS));

        assertThat(failure.problems().get(0).id()).isEqualTo("plugin-missing");
        assertThat(failure.problems().get(0).found())
                .isEqualTo("trivet: https://a/a.jar has the SHA-512 1, and must have 0");
    }

    @Test
    void a_certificate_that_cannot_be_had_stops_nothing() throws Exception {
        script("echo 'trivet: broker1 gets no certificate of arn: AccessDenied'; exit 1\n");

        Failure failure = catchThrowableOfType(Failure.class, () -> prepare(SHARED, true));

        assertThat(home.resolve("calls"))
                .hasContent("certificate " + home + "/role.next " + home + "/node.next\n" + SHARED);
        assertThat(Journal.words(failure.problems().get(0)))
                .isEqualTo("certificate-missing broker1: was trivet: broker1 gets no certificate of arn: AccessDenied"
                        + " but it must be given its certificate before its server stops, which runs on as it was."
                        + " Mend: see that this authority is active and lasts for another 395 days;"
                        + " the agent tries again by itself");
    }

    @Test
    void a_node_without_plugins_asks_for_none() throws Exception {
        script("");

        prepare(SHARED);

        assertThat(home.resolve("calls")).doesNotExist();
    }
}
