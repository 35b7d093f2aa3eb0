package io.trivet.cli;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.stack.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A folder that a command writes and replaces as a whole, so that it is never half of two.
 *
 * @param command that writes it
 * @param mark a file that it always writes there, by which it knows its folder again
 */
record RenderedFolder(Path path, String command, String mark) {
    /** Writes files beside the folder and puts them in its place. */
    Problems write(SortedMap<String, String> files) {
        Path folder = path.toAbsolutePath().normalize();
        Path fresh = folder.resolveSibling(
                "." + folder.getFileName() + ".new-" + ProcessHandle.current().pid());
        Path old = folder.resolveSibling(
                "." + folder.getFileName() + ".old-" + ProcessHandle.current().pid());
        try {
            if (!isOurs(folder, mark)) {
                return new Problems(List.of(Problem.error(
                                "folder-not-ours",
                                new Place(folder.toString(), 0, 0, ""),
                                "a folder with files that " + command + " did not write")
                        .must("be new, empty, or written by " + command + " before, since it is replaced as a whole")
                        .mend("name another folder, or empty this one")));
            }
            Files.createDirectories(fresh);
            Set<Path> folders = new HashSet<>();
            for (var file : files.entrySet()) {
                Path path = fresh.resolve(file.getKey());
                if (folders.add(path.getParent())) {
                    Files.createDirectories(path.getParent());
                }
                Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
            delete(old);
            return Problems.NONE;
        } catch (IOException e) {
            return new Problems(List.of(notWritten(folder, e)));
        } finally {
            deleteQuietly(fresh);
        }
    }

    private static boolean isOurs(Path folder, String mark) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || Files.exists(folder.resolve(mark))) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    /** What is in the way of writing to a folder. */
    static Problem notWritten(Path folder, IOException e) {
        return Problem.error(
                        "folder-not-written",
                        new Place(folder.toString(), 0, 0, ""),
                        "a folder that cannot be written (" + RegularFile.reason(e) + ")")
                .must("be writable, on a disk with room")
                .mend("free some room or name another folder; what was there before is untouched");
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // The problem that is being reported weighs more than a folder left behind, whose name says what it is.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException e) throws IOException {
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
