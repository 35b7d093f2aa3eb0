package io.trivet.edge.local.artifact;

import io.trivet.kafka.JarClass;
import io.trivet.kafka.PluginClasses;
import io.trivet.operate.Failure;
import io.trivet.problem.Problem;
import io.trivet.process.Plugin;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Plugins on this machine: each in a folder that has the name of its checksum, with its jars and what their classes
 * say. A folder is there whole or not at all, and only once the checksum was proven.
 *
 * @param folder where they are kept, per user
 * @param artifacts what finds a jar of Maven Central
 */
public record PluginFiles(Path folder, Artifacts artifacts) {
    private static final int DIGITS = 32;

    /** Where the plugins of this user are kept. */
    public static Path kept() {
        return Cache.folder().resolve("plugins");
    }

    /** What is known of the plugins of a description without fetching any. */
    public static PluginClasses known(OnEc2 stack) {
        return read(kept(), Plugin.of(stack));
    }

    static PluginClasses read(Path folder, SortedMap<String, Plugin> plugins) {
        SortedMap<String, SortedMap<String, JarClass>> read = new TreeMap<>();
        TreeSet<String> unread = new TreeSet<>();
        plugins.forEach((name, plugin) -> classes(of(folder, plugin))
                .ifPresentOrElse(classes -> read.put(name, classes), () -> unread.add(name)));
        return new PluginClasses(read, unread);
    }

    private static Path of(Path folder, Plugin plugin) {
        return folder.resolve(plugin.sha512().substring(0, DIGITS));
    }

    private static Optional<SortedMap<String, JarClass>> classes(Path plugin) {
        Optional<SortedMap<String, JarClass>> listed = ClassList.read(plugin.resolve(ClassList.NAME));
        if (listed.isPresent() || !Files.isDirectory(plugin)) {
            return listed;
        }
        try {
            // Another Trivet wrote it in another form.
            ClassList.write(plugin);
            return ClassList.read(plugin.resolve(ClassList.NAME));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Fetches what of the plugins of a description is not here yet; each that could not be, with why. */
    public List<Problem> fetch(OnEc2 stack) {
        List<Problem> problems = new ArrayList<>();
        for (Plugin plugin : Plugin.of(stack).values()) {
            try {
                jars(plugin);
            } catch (Failure e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    /** The jars of a plugin, sorted by name; it is fetched when it is not there yet. */
    public List<Path> jars(Plugin plugin) throws Failure {
        Path there = of(folder, plugin);
        try {
            if (!Files.isDirectory(there)) {
                bring(plugin, there);
            }
            return ClassList.jars(there);
        } catch (IOException e) {
            throw new Failure(FetchProblem.ofFile(there, e));
        }
    }

    private void bring(Plugin plugin, Path there) throws Failure, IOException {
        Files.createDirectories(folder);
        Path work = Files.createTempDirectory(folder, "fetch");
        try {
            Path file = plugin.artifact().isPresent() ? ofMaven(plugin) : ofWeb(plugin, work);
            String found = Digest.sha512(file);
            if (!found.equals(plugin.sha512())) {
                throw new Failure(PluginProblem.checksum(plugin, found));
            }
            Path whole = Files.createDirectory(work.resolve("whole"));
            Optional<Problem> wrong = Unpacking.of(plugin, file, whole);
            if (wrong.isPresent()) {
                throw new Failure(wrong.get());
            }
            try {
                ClassList.write(whole);
            } catch (IOException e) {
                throw new Failure(PluginProblem.noJar(plugin, String.valueOf(e.getMessage())));
            }
            if (!Files.isDirectory(there)) {
                Files.move(whole, there);
            }
        } finally {
            delete(work);
        }
    }

    private Path ofMaven(Plugin plugin) throws Failure {
        String artifact = plugin.artifact().orElseThrow();
        Coordinates alone = new Coordinates(
                "plugin-" + plugin.name(), artifact.replaceFirst(".*:", ""), List.of(artifact), List.of("*:*"));
        Resolution found = artifacts.find(List.of(alone));
        if (found instanceof Resolution.Success all) {
            return all.classPaths().get(0).jars().get(0);
        }
        throw new Failure(((Resolution.Failure) found).problem());
    }

    /** A file that was laid by hand into the folder of plugins is as good: its checksum is proven like any. */
    private Path ofWeb(Plugin plugin, Path work) throws Failure, IOException {
        Path laid = folder.resolve(plugin.file());
        if (Files.isRegularFile(laid)) {
            return laid;
        }
        if (!plugin.url().startsWith("https://")) {
            throw new Failure(PluginProblem.notFetched(plugin, laid));
        }
        Path file = work.resolve(plugin.file());
        Path words = work.resolve("words");
        artifacts.progress().println("fetching plugin " + plugin.name() + ", once");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchFile.class.getName(),
                        plugin.url(),
                        file.toString())
                .redirectError(words.toFile())
                .start();
        // Its standard input stays open for as long as this process lives: its end tells it to stop.
        try (OutputStream open = process.getOutputStream()) {
            if (process.waitFor() != 0) {
                throw new Failure(
                        PluginProblem.network(plugin, Files.readString(words).strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a plugin was fetched", e);
        } finally {
            process.destroyForcibly();
        }
        return file;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            below.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.delete(all.get(i));
        }
    }
}
