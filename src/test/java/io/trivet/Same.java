package io.trivet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a golden case stands in the file of another: {@code same.txt} in the folder of the case, one {@code path =
 * where} a line, {@code where} within the folder of all golden files.
 */
final class Same {
    static final String FILE = "same.txt";

    private static final String IS = " = ";

    private Same() {}

    /** The files in which texts of a case stand, by path within the case. */
    static SortedMap<String, Path> of(Path home, Path folder) {
        SortedMap<String, Path> same = read(home, folder);
        same.forEach((path, where) -> {
            if (!Files.isRegularFile(where)) {
                throw new AssertionError(path + " is said to be the same as " + where + ", which does not exist");
            }
        });
        return same;
    }

    private static SortedMap<String, Path> read(Path home, Path folder) {
        SortedMap<String, Path> same = new TreeMap<>();
        Path list = folder.resolve(FILE);
        if (Files.exists(list)) {
            for (String line : Golden.text(list).lines().toList()) {
                int is = line.indexOf(IS);
                same.put(line.substring(0, is), home.resolve(line.substring(is + IS.length())));
            }
        }
        return same;
    }

    /**
     * Writes the list of a case: every output whose text stands elsewhere. What has its file stays there, since other
     * cases may name it, and what was named already stays where it was.
     *
     * @return the paths of the outputs that want a file of their own
     */
    static SortedSet<String> write(Path home, Path folder, SortedMap<String, String> texts) throws IOException {
        SortedMap<String, Path> same = read(home, folder);
        SortedMap<String, Path> before = Golden.files(folder);
        Map<String, Path> standing = new HashMap<>();
        texts.forEach((path, text) -> {
            if (before.containsKey(path) && Golden.text(before.get(path)).equals(text)) {
                standing.putIfAbsent(text, before.get(path));
            }
        });
        Stream.concat(same.values().stream(), Golden.files(home).values().stream())
                .filter(file -> Files.exists(file) && !file.startsWith(folder))
                .forEach(file -> standing.putIfAbsent(Golden.text(file), file));
        same.keySet().removeIf(path -> !path.startsWith("in/"));
        SortedSet<String> own = new TreeSet<>();
        texts.forEach((path, text) -> {
            Path file = folder.resolve(path);
            Path first = text.isEmpty() ? file : standing.computeIfAbsent(text, key -> file);
            if (first.equals(file)) {
                own.add(path);
            } else {
                same.put(path, first);
            }
        });
        StringBuilder list = new StringBuilder();
        same.forEach((path, where) -> list.append(path)
                .append(IS)
                .append(home.relativize(where).toString().replace('\\', '/'))
                .append('\n'));
        if (same.isEmpty()) {
            Files.deleteIfExists(folder.resolve(FILE));
        } else {
            Files.writeString(folder.resolve(FILE), list);
        }
        return own;
    }
}
