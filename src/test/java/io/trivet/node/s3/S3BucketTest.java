package io.trivet.node.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trivet.operate.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class S3BucketTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    private Web web;

    @BeforeEach
    void a_server() throws IOException {
        web = new Web();
    }

    @AfterEach
    void no_server() {
        web.close();
    }

    @Test
    void an_object_comes_with_its_tag_and_not_again_while_it_is_the_same() throws Exception {
        web.page("GET /films/desired/broker1", 200, "abc\nbroker/x.txt\n", "ETag: \"1\"");

        Bucket.Stored stored = bucket().get("desired/broker1", "").orElseThrow();

        assertThat(stored.text()).isEqualTo("abc\nbroker/x.txt\n");
        assertThat(stored.tag()).isEqualTo("\"1\"");
        web.page("GET /films/desired/broker1", 304, "");
        assertThat(bucket().get("desired/broker1", stored.tag())).isEmpty();
        assertThat(web.asked.get(1)).containsIgnoringCase("if-none-match \"1\"").containsIgnoringCase("token of it");
        assertThat(bucket().get("desired/broker2", "")).isEmpty();
    }

    @Test
    void what_is_put_is_sent_and_what_is_not_there_can_be_deleted() throws Exception {
        web.page("PUT /films/health/broker1", 200, "");
        web.page("DELETE /films/reports/a%20b", 204, "");

        bucket().put("health/broker1", "{}\n");
        bucket().delete("reports/a b");
        bucket().delete("reports/c");

        assertThat(web.asked.get(0)).startsWith("PUT /films/health/broker1").endsWith(", {}\n");
        assertThat(web.asked.get(2)).startsWith("DELETE /films/reports/c");
    }

    @Test
    void a_refusal_says_which_object_and_why() {
        web.page(
                "GET /films/desired/broker1",
                403,
                "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");

        assertThatThrownBy(() -> bucket().get("desired/broker1", ""))
                .isInstanceOf(Failure.class)
                .hasMessage("bucket-refused s3://films/desired/broker1: GET was answered with 403 AccessDenied: Access"
                        + " Denied");
    }

    @Test
    void a_clock_that_is_off_is_told_with_how_much() {
        String body = "<Error><Code>RequestTimeTooSkewed</Code></Error>";
        web.page("GET /films/behind", 403, body, "Date: Thu, 26 Nov 2026 12:20:00 GMT");

        // The server of the JDK writes its own time, which is no noon; what counts is that the header is read.
        assertThatThrownBy(() -> bucket().get("behind", ""))
                .isInstanceOf(Failure.class)
                .hasMessageMatching("clock-off the clock of this node: \\d+ s (behind|ahead of) S3");
    }

    @Test
    void a_bucket_without_an_answer_is_named() {
        web.close();

        assertThatThrownBy(() -> bucket().put("health/broker1", "{}"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("bucket-silent s3://films/health/broker1: not answered (java.net.Connect");
    }

    private S3Bucket bucket() {
        return new S3Bucket(
                "films",
                "us-east-1",
                Optional.of(web.address()),
                () -> new Credentials("access", "secret", Optional.of("token of it")),
                NOON);
    }
}
