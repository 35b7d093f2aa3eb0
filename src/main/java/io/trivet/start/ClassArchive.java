package io.trivet.start;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The archive of the program's loaded classes, which lies beside the jar. The first run after a build makes it, at its
 * end, for the runs that follow; one that is older than the jar is made anew. Where none can be made, as in a folder
 * that cannot be written or on a full disk, the program starts without.
 *
 * <p>An archive holds for one Java and one place of the jar, so both are part of its name. The virtual machine itself
 * checks that it fits the jars, and goes on without when it does not. Java 17 takes nothing from it for a jar in a
 * folder with a space in its name (seen).
 */
final class ClassArchive {
    private static final String PREFIX = "program-";
    /** What is being made lies in a folder of its maker, so that two at once do not meet. */
    private static final String MAKING = ".making";

    private final Path file;
    private final Path folder;
    private final State state;

    private enum State {
        USED,
        MADE,
        NONE
    }

    private ClassArchive(Path file, Path folder, State state) {
        this.file = file;
        this.folder = folder;
        this.state = state;
    }

    /** The archive of the program in this jar. */
    static ClassArchive beside(Path jar) {
        Path target = jar.resolveSibling("");
        String place = System.getProperty("java.home") + " " + jar;
        Path file = target.resolve(
                PREFIX + System.getProperty("java.vm.version") + "-" + Integer.toHexString(place.hashCode()) + ".jsa");
        Path folder = target.resolve(PREFIX + ProcessHandle.current().pid() + MAKING);
        return new ClassArchive(file, folder, state(jar, file, folder));
    }

    private static State state(Path jar, Path file, Path folder) {
        try {
            if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return State.USED;
            }
            removeLeftovers(folder.resolveSibling(""));
            Files.createDirectory(folder);
            Files.createFile(folder.resolve("running"));
            return State.MADE;
        } catch (IOException e) {
            remove(folder);
            return State.NONE;
        }
    }

    /** What the program's JVM is told about it. What a virtual machine has to say must not reach standard output. */
    List<String> options() {
        return switch (state) {
            case USED ->
                List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr");
            case MADE ->
                List.of(
                        "-XX:ArchiveClassesAtExit=" + folder.resolve("classes"),
                        "-D" + Program.RUNNING + "=" + folder.resolve("running"),
                        "-Xlog:disable");
            case NONE -> List.of("-Xlog:disable", "-Xlog:all=error:stderr");
        };
    }

    /**
     * Keeps what the program that ended with this code has left.
     *
     * @return the exit code of the program itself: 0 when it had succeeded before the archive was written
     */
    int kept(int code) {
        if (state != State.MADE) {
            return code;
        }
        boolean succeeded = !Files.exists(folder.resolve("running"));
        if (succeeded && code == 0) {
            try {
                Files.move(folder.resolve("classes"), file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // The next run tries again.
            }
        }
        remove(folder);
        return succeeded ? 0 : code;
    }

    /** Of programs that were killed while they made an archive. */
    private static void removeLeftovers(Path target) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(target, PREFIX + "*" + MAKING)) {
            for (Path leftover : leftovers) {
                String name = leftover.getFileName().toString();
                String pid = name.substring(PREFIX.length(), name.length() - MAKING.length());
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    remove(leftover);
                }
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("classes"));
            Files.deleteIfExists(folder.resolve("running"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A later run finds it again.
        }
    }
}
