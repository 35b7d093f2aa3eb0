package io.trivet.process.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trivet.Blocks;
import io.trivet.Golden;
import io.trivet.plan.Plan;
import io.trivet.process.ConfigFile;
import io.trivet.rule.Rules;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a described console is started with, every line of it, and every key as the sources of its program have it. */
final class ConsoleFilesTest {
    private static final Path CASES = Golden.HOME.resolve("consoles");

    @TestFactory
    Stream<DynamicNode> consoles_get_these_files() {
        return Golden.of(ConsoleFilesTest.class, "consoles").cases(ConsoleFilesTest::files);
    }

    private static SortedMap<String, String> files(Path folder) {
        SortedMap<String, String> files = new TreeMap<>();
        for (ConfigFile file : Plan.of(description(folder)).files()) {
            if (file.path().startsWith("/console/")) {
                files.put(file.path().substring("/console/".length()), file.text());
            }
        }
        return files;
    }

    private static Description<?> description(Path folder) {
        Reading reading = Rules.check(StackReader.read(CASES, folder.resolve("in/stack.yaml")));
        assertThat(reading.problems().hasErrors())
                .as(reading.problems().toString())
                .isFalse();
        return reading.description().orElseThrow();
    }

    private static List<Path> cases() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Console console(Path folder) {
        return description(folder).console().orElseThrow();
    }

    /**
     * Keys, and words that stand for values, of a program, as its sources have them. A line of the list is the release,
     * {@code key} or {@code word}, what it is, and the file in which it stands; {@code *} is a name that we choose.
     */
    private static SortedSet<String> known(Console.Kind kind, String what) throws IOException {
        try (var list = ConsoleFilesTest.class.getResourceAsStream("console-keys.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .filter(row -> row[0].equals(ConsoleFiles.release(kind)) && row[1].equals(what))
                    .map(row -> row[2])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void every_key_is_one_that_the_program_of_that_release_reads_and_none_is_listed_in_vain() throws IOException {
        for (Console.Kind kind : Console.Kind.values()) {
            SortedSet<String> keys = new TreeSet<>();
            SortedSet<String> words = new TreeSet<>();
            for (Path folder : cases()) {
                if (console(folder).kind() == kind) {
                    for (var file : files(folder).entrySet()) {
                        if (file.getKey().endsWith(".yaml")) {
                            collect(new YAMLMapper().readTree(file.getValue()), "", keys, words);
                        } else if (!file.getKey().endsWith(".json")) {
                            keys.addAll(read(file.getValue()).keySet());
                        }
                    }
                }
            }

            assertThat(keys).as(kind + ", keys").isEqualTo(known(kind, "key"));
            assertThat(words).as(kind + ", words").isEqualTo(known(kind, "word"));
        }
    }

    /** The paths of all values, and what stands in lists of roles and where one of several words is meant. */
    private static void collect(JsonNode node, String path, SortedSet<String> keys, SortedSet<String> words) {
        node.fields().forEachRemaining(field -> {
            String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            // Kafka's own settings are another test's.
            if (key.matches(".*(connections\\.\\*|clusters\\[])\\.properties")) {
                keys.add(key);
                return;
            }
            collect(field.getValue(), ours(key), keys, words);
        });
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            collect(item, path + "[]", keys, words);
        }
        if (node.isValueNode()) {
            keys.add(path);
            if (path.matches(".*\\.(resources|actions|scope)\\[]|auth\\.type|.*\\.(resource|passwordHash|default-group)"
                    + "|.*\\.subjects\\[]\\.(provider|type)|.*\\.(customParams|schema-registry)\\.type")) {
                words.add(node.asText());
            }
        }
    }

    private static String ours(String path) {
        return path.replaceFirst("(connections)\\.films$", "$1.*")
                .replaceFirst(
                        "(oauth2\\.clients|providers|security\\.roles|security\\.groups|oauth2\\.client)\\.console$",
                        "$1.*");
    }

    @Test
    void kafka_knows_every_setting_of_the_connection() throws IOException {
        for (Path folder : cases()) {
            for (var file : files(folder).entrySet()) {
                if (file.getKey().endsWith(".yaml")) {
                    JsonNode whole = new YAMLMapper().readTree(file.getValue());
                    JsonNode settings = whole.has("akhq")
                            ? whole.at("/akhq/connections").elements().next().get("properties")
                            : whole.at("/kafka/clusters/0/properties");
                    settings.fieldNames()
                            .forEachRemaining(name -> assertThat(AdminClientConfig.configNames())
                                    .as(folder.toString())
                                    .contains(name));
                }
            }
        }
    }

    @Test
    void no_console_is_open_but_in_dev_and_none_writes_that_is_not_described_to() throws IOException {
        for (Path folder : cases()) {
            Console console = console(folder);
            String text = String.join("\n", files(folder).values());
            boolean dev = description(folder).environment().startsWith("dev");
            assertThat(text.contains("type: \"DISABLED\"") || text.contains("default-group: \"console\""))
                    .as(folder.toString())
                    .isEqualTo(dev && console.kind() != Console.Kind.KAFKA_VIEWER);
            assertThat(text)
                    .as(folder.toString())
                    .matches(all -> console.mayWrite()
                            || !all.matches("(?s).*(\"DELETE\"|messages_produce|readOnly: false|WriteData).*"));
        }
    }

    @Test
    void the_console_of_the_document_is_that_of_a_case() throws IOException {
        String block = Blocks.of(Path.of("docs/console.md"), "yaml").get(0);

        assertThat(Files.readString(CASES.resolve("akhq-with-certificate/in/stack.yaml")))
                .endsWith(block.indent(4));
    }

    @Test
    void rights_are_those_that_acls_give() throws IOException {
        for (Path folder : cases()) {
            String policy = files(folder).getOrDefault("policy.json", "{}");
            JsonNode statements = new YAMLMapper().readTree(policy).path("Statement");
            for (JsonNode statement : statements) {
                assertThat(statement.at("/Resource/0").asText())
                        .startsWith("arn:aws:kafka:us-east-1:*:")
                        .contains("/films-prod/");
            }
        }
    }

    private static SortedMap<String, String> read(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        SortedMap<String, String> settings = new TreeMap<>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }
}
