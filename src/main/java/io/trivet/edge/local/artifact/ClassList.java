package io.trivet.edge.local.artifact;

import io.trivet.kafka.JarClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the classes of a folder of jars say, as a file beside them: an archive can hold thousands, and they never
 * change. Of the texts in a class only those are kept that can be the name of a setting, or the beginning of one.
 */
final class ClassList {
    static final String NAME = "classes";

    private static final String FORMAT = "trivet classes 1";
    private static final String END = "end";
    private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9]*([._-][A-Za-z0-9]+)*\\.?");
    private static final int LONGEST = 200;

    private ClassList() {}

    /** The jars in a folder, sorted. */
    static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Reads the jars of a folder, and writes what they say beside them. */
    static void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT));
        for (Path jar : jars(folder)) {
            for (JarClass one : JarClasses.of(jar)) {
                lines.add(String.join(
                        "\t",
                        one.name(),
                        (one.concrete() ? "c" : "-") + (one.open() ? "o" : "-"),
                        String.join(" ", one.above()),
                        one.texts().stream()
                                .filter(text -> text.contains(".")
                                        && text.length() <= LONGEST
                                        && SETTING.matcher(text).matches())
                                .collect(Collectors.joining(" "))));
            }
        }
        lines.add(END);
        AtomicFile.write(folder.resolve(NAME), String.join("\n", lines) + "\n");
    }

    /** The classes by name; empty where there is no such file of this form. */
    static Optional<SortedMap<String, JarClass>> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            int end = lines.size() - 1;
            if (end < 1 || !lines.get(0).equals(FORMAT) || !lines.get(end).equals(END)) {
                return Optional.empty();
            }
            SortedMap<String, JarClass> classes = new TreeMap<>();
            for (String line : lines.subList(1, end)) {
                String[] parts = line.split("\t", -1);
                classes.put(
                        parts[0],
                        new JarClass(
                                parts[0],
                                words(parts[2]),
                                parts[1].startsWith("c"),
                                parts[1].endsWith("o"),
                                new TreeSet<>(words(parts[3]))));
            }
            return Optional.of(classes);
        } catch (IOException | RuntimeException e) {
            // What cannot be read is as good as none: it is made again.
            return Optional.empty();
        }
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
