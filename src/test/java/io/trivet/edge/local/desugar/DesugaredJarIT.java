package io.trivet.edge.local.desugar;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.Artifacts;
import io.trivet.edge.local.ArtifactsFound;
import io.trivet.edge.local.Coordinates;
import io.trivet.kafka.KafkaVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka's own jars, rewritten, before the verifier of the JVM. */
final class DesugaredJarIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void the_jvm_takes_every_class_of_a_rewritten_kafka_that_it_took_before(KafkaVersion version) throws IOException {
        List<Path> released = jars(version);
        List<Path> rewritten = new ArrayList<>();
        List<Path> copies = new ArrayList<>();
        for (Path jar : released) {
            Path copy = folder.resolve(jar.getFileName());
            boolean changed = DesugaredJar.write(jar, copy);
            rewritten.add(changed ? copy : jar);
            if (changed) {
                copies.add(jar);
            }
        }

        assertThat(copies).extracting(jar -> jar.getFileName().toString()).anyMatch(name -> name.startsWith("kafka_"));
        SortedMap<String, String> before = refused(released, copies);
        SortedMap<String, String> after = refused(
                rewritten,
                copies.stream().map(jar -> folder.resolve(jar.getFileName())).toList());
        // Classes for libraries that Kafka is not run with.
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_jar_is_rewritten_to_the_same_bytes_and_keeps_all_that_is_no_class(KafkaVersion version) throws IOException {
        Path jar = jars(version).get(0);
        Path one = folder.resolve("one.jar");
        Path other = folder.resolve("other.jar");

        assertThat(DesugaredJar.write(jar, one)).isTrue();
        assertThat(DesugaredJar.write(jar, other)).isTrue();

        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
        assertThat(resources(one)).isEqualTo(resources(jar));
    }

    /** What the JVM says of the classes that it does not take. To list the methods of a class, it verifies it. */
    private static SortedMap<String, String> refused(List<Path> classPath, List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : classPath) {
            urls.add(jar.toUri().toURL());
        }
        SortedMap<String, String> refused = new TreeMap<>();
        int taken = 0;
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            for (Path jar : jars) {
                for (String name : classes(jar)) {
                    try {
                        taken += Class.forName(name, false, loader).getDeclaredMethods().length;
                    } catch (ClassNotFoundException | LinkageError e) {
                        refused.put(name, e.toString());
                    }
                }
            }
        }
        assertThat(taken).as("methods of classes that are taken").isGreaterThan(10_000);
        return refused;
    }

    private static List<String> classes(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .map(name -> name.replaceFirst("\\.class$", "").replace('/', '.'))
                    .toList();
        }
    }

    private static SortedMap<String, Long> resources(Path jar) throws IOException {
        SortedMap<String, Long> sums = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> !entry.getName().endsWith(".class"))
                    .forEach(entry -> sums.put(entry.getName(), entry.getCrc()));
        }
        return sums;
    }

    private static List<Path> jars(KafkaVersion version) {
        Artifacts artifacts =
                new Artifacts(Path.of("target/software"), new PrintStream(System.err, true), false, List.of());
        ArtifactsFound found = artifacts.find(List.of(Coordinates.kafka(version)));
        if (found instanceof ArtifactsFound.All all) {
            return all.classPaths().get(0).jars();
        }
        throw new AssertionError(found);
    }
}
