package io.trivet.plan;

import io.trivet.process.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Several files as one text that a person reads and a script takes apart: a line {@code ==> path <==} before the lines
 * of each, as {@code head} prints them. No file holds such a line.
 *
 * @param text of all files
 */
public record Bundle(String text) {
    private static final Pattern MARK = Pattern.compile("(?m)^==> .* <==$");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9@._-]+)+");

    /** The files in the order given. */
    public static Bundle of(List<ConfigFile> files) {
        StringBuilder text = new StringBuilder();
        for (ConfigFile file : files) {
            if (MARK.matcher(file.text()).find() || !PATH.matcher(file.path()).matches()) {
                throw new IllegalStateException(
                        "this is a bug in Trivet: a file with a line of a bundle: " + file.path());
            }
            text.append("==> ").append(file.path()).append(" <==\n").append(file.text());
        }
        return new Bundle(text.toString());
    }

    /** The facts in it that say what a machine is: what it boots from, its type, what it is told at its birth. */
    public List<String> machine() {
        return text.lines()
                .filter(line -> line.matches("(IMAGE|INSTANCE|USER_DATA|VOLUMES)=.*"))
                .toList();
    }

    /** SHA-256 of this text, in hexadecimal digits. */
    public String digest() {
        return digestWith(new Bundle(""));
    }

    /** SHA-256 of this text followed by the other, in hexadecimal digits. */
    public String digestWith(Bundle other) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((text + other.text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
