package io.trivet.node.agent;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Files of a machine, each written as a whole or not at all. */
final class Disk {
    private Disk() {}

    /** The text of a file; empty where there is none. */
    static String text(Path file) throws Failure {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The names of what lies in a folder; none where there is no folder. */
    static List<String> names(Path folder) throws Failure {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    static void put(Path file, String text) throws Failure {
        put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void put(Path file, byte[] bytes) throws Failure {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** Writes for the eyes of the owner only, from the first byte on. */
    static void putSecret(Path file, byte[] bytes) throws Failure {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    static Failure unusable(Path file, IOException e) {
        return new Failure(Problem.error("agent-files", Place.ofPath(file.toString()), "not usable (" + e + ")")
                .must("be readable and writable")
                .mend("check its disk and rights; the agent tries again by itself"));
    }
}
