package io.trivet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.trivet.problem.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rules.md} names every id that a user can meet, and says of each rule what {@link Rule} says. */
final class RulesDocTest {
    private static final Path DOC = Path.of("docs/rules.md");
    private static final Path SOURCE = Path.of("src/main/java/io/trivet");
    private static final String BEGIN = "<!-- begin of what RulesDocTest writes -->\n";
    private static final String END = "<!-- end of what RulesDocTest writes -->\n";

    private static final Pattern USE =
            Pattern.compile("(?:(error|warning|errorInProduction)\\(\\s*)?\\b\\w+Rule\\.([A-Z0-9_]+)\\b");
    private static final Pattern LITERAL_ID = Pattern.compile("Problem\\s*\\.(?:error|warning)\\(\\s*\"([a-z0-9-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|");

    @Test
    void every_rule_stands_in_the_document_with_its_severity_and_reason() throws IOException {
        String text = Files.readString(DOC);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String wanted = text.substring(0, begin) + table() + text.substring(text.indexOf(END));
        if (System.getProperty("golden.accept", "").equals("rules") && System.getenv("CI") == null) {
            Files.writeString(DOC, wanted);
            return;
        }
        if (!text.equals(wanted)) {
            throw new AssertionError(difference(text, wanted));
        }
    }

    @Test
    void every_other_id_in_the_source_stands_in_the_document_too() throws IOException {
        SortedSet<String> used = new TreeSet<>();
        LITERAL_ID.matcher(source()).results().forEach(found -> used.add(found.group(1)));

        assertThat(used)
                .as("ids that the source uses; each needs a row in " + DOC)
                .isSubsetOf(documented());
    }

    @Test
    void no_row_is_about_an_id_that_is_gone() throws IOException {
        String source = source();
        List<String> rules = AllRules.LIST.stream().map(Rule::id).toList();

        assertThat(documented())
                .allSatisfy(id -> assertThat(rules.contains(id) || source.contains("\"" + id + "\""))
                        .as(id)
                        .isTrue());
    }

    @Test
    void an_id_has_one_row() throws IOException {
        assertThat(documented()).doesNotHaveDuplicates();
    }

    private static List<String> documented() throws IOException {
        return ROW.matcher(Files.readString(DOC))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    /** In the order of the document, which is for its readers; what is new stands at the end. */
    private static String table() throws IOException {
        SortedMap<String, SortedSet<String>> uses = uses();
        List<String> documented = documented();
        StringBuilder table = new StringBuilder("| id | severity | reason |\n|---|---|---|\n");
        AllRules.LIST.stream()
                .sorted(Comparator.comparingInt((Rule rule) -> Math.floorMod(documented.indexOf(rule.id()), 1 << 30)))
                .forEach(rule -> table.append(
                        "| `" + rule.id() + "` | " + severity(rule, uses) + " | " + rule.reason() + " |\n"));
        return table.toString();
    }

    /** What a method reports that is given the rule is an error. */
    private static String severity(Rule rule, SortedMap<String, SortedSet<String>> uses) {
        SortedSet<String> used = uses.getOrDefault(rule.name(), new TreeSet<>());
        assertThat(used).as("calls that report " + rule).isNotEmpty();
        return used.contains("errorInProduction") || used.size() > 1
                ? "error in production, else warning"
                : used.first();
    }

    /** By the name of each rule, the methods that report it. */
    private static SortedMap<String, SortedSet<String>> uses() throws IOException {
        SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
        USE.matcher(source())
                .results()
                .forEach(use -> uses.computeIfAbsent(use.group(2), rule -> new TreeSet<>())
                        .add(use.group(1) == null ? "error" : use.group(1)));
        return uses;
    }

    private static String source() throws IOException {
        StringBuilder source = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCE)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                source.append(Files.readString(file));
            }
        }
        return source.toString();
    }

    private static String difference(String text, String wanted) {
        List<String> lines = text.lines().toList();
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                DOC.toString(),
                                "what the rules say",
                                lines,
                                DiffUtils.diff(lines, wanted.lines().toList()),
                                3))
                + "\nTo write it: ./mvnw test -Dtest=RulesDocTest -Dgolden.accept=rules\n";
    }
}
