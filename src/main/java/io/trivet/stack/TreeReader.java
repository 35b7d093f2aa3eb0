package io.trivet.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads YAML or JSON text into a {@link Tree}. The text of every scalar is kept as it was written.
 *
 * <p>Fails: {@code syntax}, {@code duplicate-key}, {@code alias}.
 */
final class TreeReader {
    private final String file;
    private final JsonParser parser;
    private final Consumer<Problem> problems;
    private boolean aliases;

    private TreeReader(String file, JsonParser parser, Consumer<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** The tree of a YAML file; empty when there is a problem that leaves none. An empty file is an empty map. */
    static Optional<Tree> yaml(String file, String text, Consumer<Problem> problems) {
        return read(file, text, new YAMLFactory(), problems);
    }

    /** The tree of JSON text, as Pulumi hands its configuration over. */
    static Optional<Tree> json(String text, Consumer<Problem> problems) {
        return read("", text, new JsonFactory(), problems);
    }

    private static Optional<Tree> read(String file, String text, JsonFactory factory, Consumer<Problem> problems) {
        try (JsonParser parser = factory.createParser(new WholeCharacters(text))) {
            TreeReader reader = new TreeReader(file, parser, problems);
            if (parser.nextToken() == null) {
                return Optional.of(new Tree.Fields(new Place(file, 1, 1, ""), new LinkedHashMap<>()));
            }
            Tree tree = reader.tree();
            if (parser.nextToken() != null) {
                problems.accept(Problem.error("syntax", reader.here(), "a second document")
                        .must("be one document")
                        .mend("remove the line --- and what follows it, or move it to a file of its own"));
            }
            return reader.aliases ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException e) {
            problems.accept(syntax(file, e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("this is a bug in Trivet: text in memory cannot fail to be read", e);
        }
    }

    private static Problem syntax(String file, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        Place place = location == null ? new Place(file, 0, 0, "") : place(file, location);
        // The message of a YAML error quotes the file in indented lines; what is wrong is the last line that is not
        // one.
        String reason = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((first, last) -> last)
                .orElse("unreadable");
        return Problem.error("syntax", place, "no text that can be read (" + reason + ")")
                .must("be well-formed")
                .mend("look at this line and the one above it: indentation, a missing colon or an open quote");
    }

    private Tree tree() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields();
        }
        if (token == JsonToken.START_ARRAY) {
            return items();
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            aliases = true;
            problems.accept(Problem.error("alias", here(), "the alias *" + parser.getText())
                    .must("be written out, since a reviewer reads one place at a time")
                    .mend("write the value here, or share it through extends"));
        }
        return new Tree.Leaf(here(), parser.getText(), token == JsonToken.VALUE_NULL);
    }

    private Tree fields() throws IOException {
        Place start = here();
        Map<String, Tree.Field> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place key = here();
            String name = parser.currentName();
            parser.nextToken();
            Tree value = tree();
            Tree.Field earlier = map.putIfAbsent(name, new Tree.Field(key, value));
            if (earlier != null) {
                problems.accept(Problem.error(
                                "duplicate-key",
                                new Place(key.file(), key.line(), key.column(), name),
                                "written twice, first in line " + earlier.key().line())
                        .must("be written once, since one of the two would be dropped in silence")
                        .mend("remove one of the two"));
            }
        }
        return new Tree.Fields(start, map);
    }

    private Tree items() throws IOException {
        Place start = here();
        List<Tree> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(tree());
        }
        return new Tree.Items(start, list);
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(String file, JsonLocation location) {
        if (file.isEmpty()) {
            return Place.ofPath("");
        }
        return new Place(file, Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()), "");
    }
}
