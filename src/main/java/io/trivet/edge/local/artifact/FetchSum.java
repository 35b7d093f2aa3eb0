package io.trivet.edge.local.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Holds a jar of the local repository against the sum that was fetched with it. Maven checks a file when it fetches it
 * and never again.
 */
final class FetchSum {
    private FetchSum() {}

    /** A jar that is not what was fetched. */
    static final class Damaged extends Exception {
        private final transient Path jar;

        Damaged(Path jar) {
            super(jar.toString());
            this.jar = jar;
        }

        Path jar() {
            return jar;
        }
    }

    static void check(Path jar) throws IOException, Damaged {
        Path sum = jar.resolveSibling(jar.getFileName() + ".sha1");
        if (!Files.isRegularFile(sum)) {
            return;
        }
        String expected = Files.readString(sum).strip();
        if (expected.length() >= 40 && !expected.regionMatches(true, 0, sha1(jar), 0, 40)) {
            throw new Damaged(jar);
        }
    }

    private static String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-1", e);
        }
    }
}
