package io.trivet;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden cases: one folder each, with the inputs beneath {@code in/} and every expected output beside it. The outputs
 * of a case are exactly its files: a file that nothing writes fails, and so does an output without a file.
 *
 * <p>A text stands once, whatever number of outputs it is: {@link Same} says where, for those that are not files.
 *
 * <p>{@code -Dgolden.accept=CASE} takes the present outputs of one named case as the expected ones, for a person to
 * read in the diff of the commit. There is no way to accept them all at once, and none where {@code CI} is set.
 *
 * @param home the folder of all golden files
 * @param root the folder of the cases
 * @param test the test class that is run, for the command that a failure names
 * @param accept the case to accept; empty for none
 * @param ci whether nobody is there to read what would be accepted
 */
public record Golden(Path home, Path root, String test, String accept, boolean ci) {
    /** The folder of the golden files of Trivet. */
    public static final Path HOME = Path.of("src/test/resources/golden");

    /** The cases in that folder of {@code src/test/resources/golden}, as this run was asked to treat them. */
    public static Golden of(Class<?> test, String folder) {
        return new Golden(
                HOME,
                HOME.resolve(folder),
                test.getSimpleName(),
                System.getProperty("golden.accept", ""),
                System.getenv("CI") != null);
    }

    /**
     * The tests of a {@code @TestFactory}: per case one container, in it one test per file.
     *
     * @param outputs from the folder of a case to its outputs: the path within that folder, with slashes, and the text
     */
    public Stream<DynamicNode> cases(Function<Path, SortedMap<String, String>> outputs) {
        List<String> names = names();
        if (!accept.isEmpty() && !names.contains(accept)) {
            return Stream.of(failing(accept, "there is no golden case " + accept + " to accept in " + root));
        }
        return names.stream().map(name -> {
            try {
                return DynamicContainer.dynamicContainer(name, files(name, outputs.apply(root.resolve(name))));
            } catch (RuntimeException | AssertionError e) {
                return DynamicTest.dynamicTest(name, () -> {
                    throw e;
                });
            }
        });
    }

    private Stream<DynamicNode> files(String name, SortedMap<String, String> actual) {
        if (name.equals(accept)) {
            if (ci) {
                return Stream.of(failing(name, "golden.accept is for people; CI is set"));
            }
            write(root.resolve(name), actual);
        }
        SortedMap<String, String> expected = read(root.resolve(name));
        TreeSet<String> paths = new TreeSet<>(expected.keySet());
        paths.addAll(actual.keySet());
        return paths.stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    String wanted = expected.get(path);
                    String got = actual.get(path);
                    if (wanted == null || got == null || !wanted.equals(got)) {
                        throw new AssertionError(difference(name, path, wanted, got));
                    }
                }));
    }

    private String difference(String name, String path, String wanted, String got) {
        String what = wanted == null ? "has no file" : got == null ? "is not written any more" : "differs";
        List<String> before = lines(wanted);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                wanted == null ? "/dev/null" : "expected/" + path,
                got == null ? "/dev/null" : "actual/" + path,
                before,
                DiffUtils.diff(before, lines(got)),
                3);
        return "%s/%s %s%n%s%nWhere this is what it shall be: ./mvnw test -Dtest=%s -Dgolden.accept=%s%n"
                .formatted(name, path, what, String.join("\n", diff), test, name)
                .replace("\r\n", "\n");
    }

    private static List<String> lines(String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            return (text + "\n\\ No newline at end of file").lines().toList();
        }
        return text.lines().toList();
    }

    /** A file of a case, where it stands. */
    public static Optional<Path> file(Path folder, String path) {
        Path own = folder.resolve(path);
        return Files.exists(own)
                ? Optional.of(own)
                : Optional.ofNullable(Same.of(HOME, folder).get(path));
    }

    /** The cases, sorted. */
    public List<String> names() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, String> read(Path folder) {
        SortedMap<String, Path> files = files(folder);
        Same.of(home, folder).forEach((path, where) -> {
            if (files.putIfAbsent(path, where) != null) {
                throw new AssertionError(path + " is a file, and the same as " + where);
            }
        });
        SortedMap<String, String> texts = new TreeMap<>();
        files.forEach((path, file) -> {
            if (!path.startsWith("in/")) {
                texts.put(path, text(file));
            }
        });
        return texts;
    }

    /** The files of a folder by their paths within it, without {@link Same}. */
    static SortedMap<String, Path> files(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            SortedMap<String, Path> files = new TreeMap<>();
            found.filter(file -> Files.isRegularFile(file) && !file.endsWith(Same.FILE))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path folder, SortedMap<String, String> texts) {
        try {
            SortedSet<String> own = Same.write(home, folder, texts);
            for (var file : files(folder).entrySet()) {
                if (!file.getKey().startsWith("in/")) {
                    Files.delete(file.getValue());
                }
            }
            for (String path : own) {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, texts.get(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest failing(String name, String message) {
        return DynamicTest.dynamicTest(name, () -> {
            throw new AssertionError(message);
        });
    }
}
