package io.trivet.edge.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts of inputs that stand in files of their own, each once. */
final class LongTexts {
    private static final int DIGITS = 12;

    /** By path. */
    final SortedMap<String, String> files = new TreeMap<>();

    /** What stands in the place of a text: its digest, and the file that holds it. */
    String reference(String name, String path, String text) {
        String digest = Hashing.sha256().hashString(text, UTF_8).toString().substring(0, DIGITS);
        return "sha256 " + digest + " " + file(name, path, text);
    }

    private String file(String name, String path, String text) {
        for (var file : files.entrySet()) {
            if (file.getValue().equals(text)) {
                return file.getKey();
            }
        }
        String file = "texts/" + name(name, path);
        if (files.put(file, text) != null) {
            throw new AssertionError("two texts would be " + file);
        }
        return file;
    }

    private static String name(String name, String path) {
        int bundled = path.indexOf("==> ");
        if (bundled > 0) {
            return name.substring(0, name.lastIndexOf('/') + 1)
                    + path.substring(bundled + "==> /".length(), path.length() - " <==".length());
        }
        return path.equals("content") ? name : name + "." + path.replace(" {}", "");
    }
}
