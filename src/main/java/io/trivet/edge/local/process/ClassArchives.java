package io.trivet.edge.local.process;

import io.trivet.edge.local.artifact.AtomicFile;
import io.trivet.edge.local.artifact.Cache;
import io.trivet.edge.local.artifact.Digest;
import io.trivet.process.Software;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Archives of loaded classes, one for each kind of process: with them nine JVMs start in half the time. They are kept
 * per user, under a name that is made of all that they depend on. Where there is none, the first node of its role
 * writes one when it ends, which takes it two seconds.
 *
 * <p>{@code jcmd VM.cds dynamic_dump} at a node that is up would be sooner, but leaves out each class that is not
 * linked yet, one in six; a static archive brings nothing over this one and takes three times as long.
 *
 * @param folder where they are kept
 * @param draft end of the names of those that nodes of this stack have not finished
 */
public record ClassArchives(Path folder, String draft) {
    /** Those of this user, for the nodes of a stack. */
    public static ClassArchives of(Home home) {
        String stack = Digest.of(List.of(text(home.root().toString())));
        return new ClassArchives(Cache.folder().resolve("archives"), "." + stack + ".draft");
    }

    /** What makes a JVM load the classes of a process from its archive; nothing while there is none. */
    List<String> reading(NodeTask task, Programs programs) {
        Path file = file(task, programs);
        // An archive that does not fit only makes the start slower, so it is no reason to refuse or to complain.
        return isThere(file) ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto") : List.of();
    }

    /** What makes a JVM write the archive that a process has not; nothing where that is the work of another one. */
    List<String> writing(NodeTask task, Programs programs) {
        Path file = file(task, programs);
        if (task.node().node().number() != 1 || isThere(file)) {
            return List.of();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            // Then starts stay slow, which is no reason not to start.
            return List.of();
        }
        // Classes that cannot be archived would be named in the log of the node, one by one.
        return List.of("-XX:ArchiveClassesAtExit=" + file + draft, "-Xlog:cds*=error");
    }

    /** An empty file is what a full disk leaves of one; the virtual machine itself checks the others. */
    private static boolean isThere(Path file) {
        return file.toFile().length() > 0;
    }

    /** Keeps what nodes of the stack have written. To be called when they have come to their own end. */
    public void keep() {
        for (Path written : drafts()) {
            String name = written.getFileName().toString();
            try {
                AtomicFile.move(written, folder.resolve(name.substring(0, name.length() - draft.length())));
            } catch (IOException e) {
                // The next nodes that end write it again.
                return;
            }
        }
    }

    /** Deletes what nodes of the stack have begun to write, and was not kept. */
    public void discard() {
        drafts().forEach(begun -> begun.toFile().delete());
    }

    private List<Path> drafts() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(draft)).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path file(NodeTask task, Programs programs) {
        Software software = task.launch().software();
        List<byte[]> parts = new ArrayList<>();
        parts.add(text(System.getProperty("java.home")));
        parts.add(text(System.getProperty("java.vm.version")));
        for (String jar : programs.classPath(task.launch()).split(File.pathSeparator)) {
            parts.add(Digest.stamp(Path.of(jar)));
        }
        String kind = String.join(
                "-",
                task.launch().name(),
                software.version(),
                task.node().node().role().word(),
                programs.metadata(),
                Digest.of(parts));
        return folder.resolve(kind + ".jsa");
    }

    private static byte[] text(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
