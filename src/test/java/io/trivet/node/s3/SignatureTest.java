package io.trivet.node.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html. */
final class SignatureTest {
    private static final Signature EXAMPLE = new Signature(
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty()),
            "us-east-1",
            "20130524T000000Z");

    @Test
    void the_example_of_a_get() {
        SortedMap<String, String> headers = headers("");
        headers.put("range", "bytes=0-9");

        assertThat(EXAMPLE.of("GET", "/test.txt", headers))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void the_example_of_a_put() {
        SortedMap<String, String> headers = headers("Welcome to Amazon S3.");
        headers.put("date", "Fri, 24 May 2013 00:00:00 GMT");
        headers.put("x-amz-storage-class", "REDUCED_REDUNDANCY");

        assertThat(EXAMPLE.of("PUT", Signature.escaped("/test$file.text"), headers))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                        + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void a_path_is_escaped_byte_by_byte() {
        assertThat(Signature.escaped("reports/broker1/i-0a~b_c.d")).isEqualTo("reports/broker1/i-0a~b_c.d");
        assertThat(Signature.escaped("a b+ä")).isEqualTo("a%20b%2B%C3%A4");
    }

    private static SortedMap<String, String> headers(String body) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", "examplebucket.s3.amazonaws.com");
        headers.put("x-amz-date", "20130524T000000Z");
        headers.put("x-amz-content-sha256", Signature.sha256(body.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
