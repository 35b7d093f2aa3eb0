package io.trivet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.process.ClientAccess;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The secret of a client, by the names of the variables that its files refer to. It comes from the environment or from
 * files, never from the command line, and no text holds it.
 *
 * @param values by name of the variable
 * @param problems what is wrong with where it was looked for
 */
record Secret(SortedMap<String, String> values, List<Problem> problems) {
    /** Of a cluster that asks for none. */
    static final Secret NONE = new Secret(new TreeMap<>(), List.of());

    private static final String PREFIX = "KAFKA_";

    /**
     * What a client asks for: of files, as Secrets Manager holds it ({@code {"username": …}}) or as properties
     * ({@code username=…}), the later ones on top, else of the environment.
     */
    static Secret of(ClientAccess access, List<Path> files, UnaryOperator<String> environment) {
        SortedMap<String, String> known = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            read(file, known, problems);
        }
        boolean readable = problems.isEmpty();
        SortedMap<String, String> values = new TreeMap<>();
        for (String variable : access.variables()) {
            Optional<String> value = Optional.ofNullable(
                            files.isEmpty() ? environment.apply(variable) : known.get(variable))
                    .filter(text -> !text.isEmpty());
            value.ifPresent(text -> values.put(variable, text));
            if (value.isEmpty() && readable) {
                problems.add(Problem.error(
                                "secret-missing", Place.ofPath(files.isEmpty() ? variable : key(variable)), "missing")
                        .must(
                                files.isEmpty()
                                        ? "be in the environment"
                                        : "be in " + files.get(files.size() - 1).getFileName())
                        .mend(
                                files.isEmpty()
                                        ? "set " + variable + ", or name a file with --secret-file"
                                        : "write " + key(variable) + "=… to it, or \"" + key(variable)
                                                + "\" where it is JSON"));
            }
        }
        return new Secret(values, List.copyOf(problems));
    }

    private static String key(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    private static void read(Path file, SortedMap<String, String> known, List<Problem> problems) {
        try {
            String text = Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                JsonNode json = new ObjectMapper().readTree(text);
                json.fields()
                        .forEachRemaining(field ->
                                put(known, field.getKey(), field.getValue().asText()));
                return;
            }
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            properties.forEach((key, value) -> put(known, key.toString(), value.toString()));
        } catch (IOException | IllegalArgumentException e) {
            // What a parser says may quote what it read.
            problems.add(Problem.error(
                            "secret-unreadable",
                            new Place(file.toString(), 0, 0, ""),
                            "a file that cannot be read (" + e.getClass().getSimpleName() + ")")
                    .must("be lines of username=… and password=…, or the JSON of Secrets Manager")
                    .mend("check its name, its rights and its form"));
        }
    }

    private static void put(SortedMap<String, String> known, String key, String value) {
        known.put(PREFIX + key.toUpperCase(Locale.ROOT), value);
    }

    /** The settings of a client with the secret in its places. */
    SortedMap<String, String> in(Map<String, String> settings) {
        SortedMap<String, String> whole = new TreeMap<>();
        settings.forEach((key, value) -> {
            String filled = value;
            for (var secret : values.entrySet()) {
                String text = key.equals("sasl.jaas.config") ? quoted(secret.getValue()) : secret.getValue();
                filled = filled.replace(ClientAccess.reference(secret.getKey()), text);
            }
            whole.put(key, filled);
        });
        return whole;
    }

    /** As it stands between the quotation marks of a JAAS text. */
    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The text without any part of the secret. */
    String hiddenIn(String text) {
        String hidden = text;
        for (String value : values.values()) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "Secret" + values.keySet();
    }
}
