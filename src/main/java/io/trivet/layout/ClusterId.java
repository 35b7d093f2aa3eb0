package io.trivet.layout;

import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Ids that Kafka writes as 22 characters of URL-safe base64, computed from names so that the same description always
 * means the same cluster: a fresh id per run would look like a new cluster to brokers that hold data.
 *
 * <p>Source: {@code org.apache.kafka.common.Uuid}, Kafka 4.3.
 */
public final class ClusterId {
    private ClusterId() {}

    /** The id of a cluster whose nodes we run: as described, else of name, environment and region. */
    static String of(Description<OnEc2> description) {
        return description
                .on()
                .kafka()
                .clusterId()
                .orElseGet(() -> of(
                        description.name(),
                        description.environment(),
                        description.region().orElse("")));
    }

    /** The id that these names come to. Never begins with {@code -}, which Kafka's tools would take for an option. */
    public static String of(String... names) {
        byte[] digest = sha256(String.join("\n", names));
        while (true) {
            String id = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
            if (!id.startsWith("-")) {
                return id;
            }
            digest = sha256(id);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
