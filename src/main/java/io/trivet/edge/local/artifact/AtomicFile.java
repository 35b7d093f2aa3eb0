package io.trivet.edge.local.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that are whole or absent: a process that is killed while it writes one leaves the old text. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the text, and the folders above it. */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.writeString(fresh, text);
        move(fresh, file);
    }

    /** The same, for the eyes of the owner only, from its first byte on. */
    public static void writeSecret(Path file, String text) throws IOException {
        writeSecret(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes. */
    public static void writeSecret(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, bytes);
        move(fresh, file);
    }

    /** Puts a finished file in its place. */
    public static void move(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
