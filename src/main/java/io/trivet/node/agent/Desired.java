package io.trivet.node.agent;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What {@code desired/<node>} says that a node must be: the digest in its first line, the key of the object of its role
 * in the second, and from the third on the bundle that is the node's own. A node that is to be nothing has no such
 * object: its second line is empty, and the rest says which nodes stay.
 *
 * @param digest SHA-256 of the bundle of the role followed by the own one, in hexadecimal digits
 * @param roleKey {@code broker/<SHA-256 of the text>.txt}; empty for a node that is to be nothing
 * @param own bundle of the node
 */
record Desired(String digest, String roleKey, String own) {
    private static final String DIGEST = "[0-9a-f]{64}";

    /** Where the object of a node lies. */
    static String key(String node) {
        return "desired/" + node;
    }

    /** The digest in the first line of a text; empty where there is none. */
    static String digest(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.matches(DIGEST) ? first : "";
    }

    /** By the text at that key. */
    static Desired of(String key, String text) throws Failure {
        String[] parts = text.split("\n", 3);
        if (parts.length < 3 || !parts[0].matches(DIGEST) || !parts[1].matches("|[a-z]+/" + DIGEST + "\\.txt")) {
            throw altered(key, "a text that is not of its form");
        }
        return new Desired(parts[0], parts[1], parts[2]);
    }

    /** Whether the node is to be nothing, and so of no use to its cluster. */
    boolean isNothing() {
        return roleKey.isEmpty();
    }

    /** Fails unless the text of the role and the own one are what their digests say. */
    void check(String node, String shared) throws Failure {
        String found = sha256(shared);
        if (!isNothing() && !roleKey.endsWith("/" + found + ".txt")) {
            throw altered(roleKey, "a text with SHA-256 " + found);
        }
        String both = sha256(shared + own);
        if (!both.equals(digest)) {
            throw altered(
                    key(node),
                    "a digest that is not the one of its text" + (isNothing() ? "" : " and of " + roleKey)
                            + ", which is " + both);
        }
    }

    /** The problem of an object of a role that is not there. */
    Failure missing() {
        return new Failure(Problem.error("bundle-missing", Place.ofPath(roleKey), "not in the bucket")
                .must("be there, since the node is to be at " + digest)
                .mend("run pulumi up --refresh, which finds it missing and writes it again"));
    }

    private static Failure altered(String key, String found) {
        return new Failure(Problem.error("bundle-altered", Place.ofPath(key), found)
                .must("be what pulumi up wrote; nothing was stopped")
                .mend(
                        "see who else writes into the bucket, delete the object there, then run pulumi up --refresh, which"
                                + " finds it missing and writes it again"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
