package io.trivet.node.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InstanceMetadataTest {
    private static final String ROLE = "/latest/meta-data/iam/security-credentials/";

    private Web web;

    @BeforeEach
    void a_machine() throws IOException {
        web = new Web();
        web.page("PUT /latest/api/token", 200, "secret-token");
        web.page("GET /latest/meta-data/instance-id", 200, "i-0abc");
        web.page("GET " + ROLE, 200, "films-broker");
    }

    @AfterEach
    void no_machine() {
        web.close();
    }

    @Test
    void a_machine_knows_its_id_by_a_token() throws Exception {
        assertThat(new InstanceMetadata(web.address()).instance()).isEqualTo("i-0abc");
        assertThat(web.asked.get(0)).containsIgnoringCase("x-aws-ec2-metadata-token-ttl-seconds 300");
        assertThat(web.asked.get(1)).containsIgnoringCase("x-aws-ec2-metadata-token secret-token");
    }

    @Test
    void keys_are_kept_until_shortly_before_they_end() throws Exception {
        InstanceMetadata machine = new InstanceMetadata(web.address());
        keys("first", Instant.now().plusSeconds(3600));

        assertThat(machine.now()).isEqualTo(new Credentials("first", "s3cret", Optional.of("session")));
        keys("second", Instant.now().plusSeconds(200));
        assertThat(machine.now().accessKey()).isEqualTo("first");

        InstanceMetadata other = new InstanceMetadata(web.address());
        assertThat(other.now().accessKey()).isEqualTo("second");
        keys("third", Instant.now().plusSeconds(3600));
        assertThat(other.now().accessKey()).isEqualTo("third");
    }

    @Test
    void a_machine_without_a_role_is_told_of() {
        assertThatThrownBy(() -> new InstanceMetadata(web.address()).now())
                .hasMessageContaining("metadata-silent " + web.address() + ROLE + "films-broker: answered with 404");
    }

    private void keys(String access, Instant end) {
        web.page("GET " + ROLE + "films-broker", 200, """
                {
                  "Code" : "Success",
                  "AccessKeyId" : "%s",
                  "SecretAccessKey" : "s3cret",
                  "Token" : "session",
                  "Expiration" : "%s"
                }""".formatted(
                        access, end.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
    }
}
