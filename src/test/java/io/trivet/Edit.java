package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.kafka.JarClass;
import io.trivet.kafka.PluginClasses;
import io.trivet.rule.Rules;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An edit that people make: {@code in/edit.txt} of its folder says what is replaced in the file that its first line
 * names.
 *
 * @param folder what a reviewer is told of it
 * @param before text of the stack file
 * @param after text of the stack file
 */
record Edit(Path folder, String before, String after) {
    static final Path CASES = Path.of("src/test/resources/golden/diff");
    private static final String ARROW = "==>";

    /** All of them. */
    static List<Edit> all() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().map(Edit::of).toList();
        }
    }

    static Edit of(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("in/edit.txt"));
            String before = Files.readString(CASES.resolve(lines.get(0)));
            String after = before;
            boolean ofBase = false;
            for (String line : lines.subList(1, lines.size())) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.equals("base:")) {
                    ofBase = true;
                } else if (line.equals("edit:")) {
                    ofBase = false;
                } else {
                    String[] edit = line.split(" " + ARROW + " ?", -1);
                    String old = edit[0].replace("\\n", "\n");
                    assertThat(after).as("what is edited is there").contains(old);
                    after = after.replace(old, edit[1].replace("\\n", "\n"));
                    if (ofBase) {
                        before = after;
                    }
                }
            }
            return new Edit(folder, before, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is read of a text, and what the rules say of it. */
    static Reading reading(String text) {
        Path edited = CASES.resolve("Pulumi.prod.yaml");
        return Rules.check(
                StackReader.read(CASES, edited, file -> file.equals(edited) ? text : Files.readString(file)),
                Edit::plugins);
    }

    /** What the jars of any plugin here would hold. */
    private static PluginClasses plugins(OnEc2 stack) {
        SortedMap<String, JarClass> classes = new TreeMap<>();
        for (JarClass one : List.of(
                new JarClass(
                        "io.aiven.kafka.tieredstorage.RemoteStorageManager",
                        List.of("org.apache.kafka.server.log.remote.storage.RemoteStorageManager"),
                        true,
                        true,
                        new TreeSet<>()),
                new JarClass(
                        "io.strimzi.kafka.quotas.StaticQuotaCallback",
                        List.of("org.apache.kafka.server.quota.ClientQuotaCallback"),
                        true,
                        true,
                        new TreeSet<>(List.of("client.quota.callback.static.produce"))))) {
            classes.put(one.name(), one);
        }
        SortedMap<String, SortedMap<String, JarClass>> read = new TreeMap<>();
        stack.kafka().plugins().keySet().forEach(name -> read.put(name, classes));
        return new PluginClasses(read, new TreeSet<>());
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
