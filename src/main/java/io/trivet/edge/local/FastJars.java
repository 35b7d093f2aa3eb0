package io.trivet.edge.local;

import io.trivet.edge.local.desugar.DesugaredJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars of a program, each replaced by its {@linkplain DesugaredJar copy} where that starts faster. Copies are kept
 * per user and made before the first start, which takes some seconds for Kafka.
 */
final class FastJars {
    /** Belongs to the name of each copy: to be counted up when copies are made in another way. */
    private static final String FORM = "1";

    private final Path folder;
    private final Progress progress;

    /** Keeps copies in that folder. */
    FastJars(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** The class path to run, in the same order; the one that was given where no copy could be written. */
    ClassPath of(ClassPath released) {
        return new ClassPath(released.program(), of(released.program().title(), released.jars()));
    }

    private List<Path> of(String program, List<Path> jars) {
        try {
            // Whether a jar needs a copy is seen only by reading it whole, so that is remembered.
            Path known = folder.resolve(digest(jars) + ".jars");
            if (Files.exists(known)) {
                List<Path> copies =
                        Files.readAllLines(known).stream().map(Path::of).toList();
                if (copies.stream().allMatch(Files::exists)) {
                    return copies;
                }
            }
            progress.step("preparing the jars of " + program + " for fast starts, once");
            Files.createDirectories(folder);
            List<Path> copies = jars.parallelStream().map(this::copy).toList();
            AtomicFile.write(
                    known, String.join("\n", copies.stream().map(Path::toString).toList()) + "\n");
            return copies;
        } catch (IOException | UncheckedIOException e) {
            progress.step("no jars of " + program + " for fast starts: " + e.getMessage());
            return jars;
        }
    }

    private Path copy(Path jar) {
        try {
            String stem = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            Path copy = folder.resolve(stem + "-" + digest(List.of(jar)) + ".jar");
            if (Files.exists(copy)) {
                return copy;
            }
            Path fresh = Files.createTempFile(folder, stem, ".new");
            try {
                if (!DesugaredJar.write(jar, fresh)) {
                    return jar;
                }
                AtomicFile.move(fresh, copy);
                return copy;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<Path> jars) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(FORM.getBytes(StandardCharsets.UTF_8));
        jars.forEach(jar -> parts.add(Digest.stamp(jar)));
        return Digest.of(parts);
    }
}
