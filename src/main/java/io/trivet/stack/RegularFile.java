package io.trivet.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The text of a file that ends: no device, no pipe, no folder, and no more of it than a description can be. */
public final class RegularFile {
    /** A description of 10,000 topics is a fifth of it; the reader of YAML gives up at three. */
    public static final int MOST_MIB = 4;

    private static final int MOST_BYTES = MOST_MIB << 20;

    private RegularFile() {}

    /**
     * Its text.
     *
     * @throws IOException where it is not there, is no such file, or holds no UTF-8; {@link #reason} says which
     */
    public static String text(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(), null, Files.isDirectory(file) ? "a folder" : "no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            refuseLonger(file, bytes.length);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /** Refuses to read a file of more bytes than that. */
    public static void refuseLonger(Path file, long bytes) throws IOException {
        if (bytes > MOST_BYTES) {
            throw new FileSystemException(file.toString(), null, "longer than " + MOST_MIB + " MiB");
        }
    }

    /** Why a file cannot be read or written, in a few words. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof CharacterCodingException) {
            return "no UTF-8";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason().toLowerCase(Locale.ROOT);
        }
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }
}
