package io.trivet.edge.local.artifact;

import io.trivet.problem.Problem;
import io.trivet.process.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The jars of a plugin out of its one file, side by side: no path within an archive leads anywhere else. */
final class Unpacking {
    private static final String JAR = ".jar";

    private Unpacking() {}

    /** Puts the jars into a folder; what is wrong with the file. */
    static Optional<Problem> of(Plugin plugin, Path file, Path folder) throws IOException {
        try {
            if (plugin.file().endsWith(JAR)) {
                Files.copy(file, folder.resolve(plugin.file()));
            } else if (plugin.file().endsWith(".zip")) {
                zip(file, folder);
            } else {
                Optional<String> wrong = tar(file, folder);
                if (wrong.isPresent()) {
                    return wrong.map(why -> PluginProblem.noJar(plugin, why));
                }
            }
        } catch (ZipException e) {
            return Optional.of(PluginProblem.noJar(plugin, String.valueOf(e.getMessage())));
        } catch (FileAlreadyExistsException e) {
            return Optional.of(PluginProblem.noJar(
                    plugin, "two of its jars are called " + Path.of(e.getFile()).getFileName()));
        }
        return ClassList.jars(folder).isEmpty()
                ? Optional.of(PluginProblem.noJar(plugin, "no jar is in it"))
                : Optional.empty();
    }

    private static void zip(Path file, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(JAR)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, folder.resolve(last(entry.getName())));
                    }
                }
            }
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Optional<String> tar(Path file, Path folder) throws IOException {
        Path all = Files.createDirectory(folder.resolveSibling("unpacked"));
        Path words = folder.resolveSibling("words");
        try {
            int code = new ProcessBuilder(
                            "tar", "-x", "-z", "--no-same-owner", "-f", file.toString(), "-C", all.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(words.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                List<String> lines = Files.readAllLines(words);
                return Optional.of(lines.isEmpty() ? "exit code " + code + " of tar" : lines.get(0));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a plugin was unpacked", e);
        }
        try (Stream<Path> below = Files.walk(all)) {
            for (Path jar : below.filter(path -> path.toString().endsWith(JAR) && Files.isRegularFile(path))
                    .toList()) {
                Files.move(jar, folder.resolve(jar.getFileName()));
            }
        }
        return Optional.empty();
    }
}
