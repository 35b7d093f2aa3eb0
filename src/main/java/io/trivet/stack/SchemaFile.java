package io.trivet.stack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The file of a described schema, as a registry is told of it. A registry shows what it holds to whom it lets in, and a
 * description of others is read before it is reviewed: so the file must lie in the repository of the description.
 *
 * <p>Fails: {@code no-file}, {@code schema-elsewhere}, {@code schema-syntax}.
 *
 * @param text of JSON without spaces and comments, so that another layout is no other schema; else as it is
 */
public record SchemaFile(Client.Format format, String text) {
    /**
     * Those of all described registries without errors, by registry and by subject; a registry without one, and what
     * could not be read, is missing.
     *
     * @param root beneath which the names of files in places are relative
     */
    public static SortedMap<String, SortedMap<String, SchemaFile>> of(
            Path root, Description<?> description, Consumer<Problem> problems) {
        SortedMap<String, SortedMap<String, SchemaFile>> all = new TreeMap<>();
        description.registries().forEach((registry, described) -> {
            SortedMap<String, SchemaFile> files = new TreeMap<>();
            described.schemas().forEach((subject, schema) -> {
                Place place = description.places().at("registries." + registry + ".schemas." + subject + ".file");
                schema.format()
                        .flatMap(format -> read(root, place, schema.file(), format, problems))
                        .ifPresent(file -> files.put(subject, file));
            });
            if (!files.isEmpty()) {
                all.put(registry, files);
            }
        });
        return all;
    }

    private static Optional<SchemaFile> read(
            Path root, Place place, String name, Client.Format format, Consumer<Problem> problems) {
        Path describing = root.toAbsolutePath().resolve(place.file()).normalize();
        Optional<Path> file = within(describing, root, name);
        if (file.isEmpty()) {
            problems.accept(Problem.error("schema-elsewhere", place, "the file " + name)
                    .must("be a file of the same repository, in no folder whose name begins with a dot")
                    .mend("move it there, and write its name relative to this file"));
            return Optional.empty();
        }
        try {
            String text = RegularFile.text(file.get());
            return Optional.of(new SchemaFile(format, format == Client.Format.PROTOBUF ? text : json(format, text)));
        } catch (NoSuchFileException e) {
            problems.accept(Problem.error("no-file", place, "the file " + name + ", which does not exist")
                    .must("be a file")
                    .mend("correct the name, or create the file"));
        } catch (JsonProcessingException e) {
            problems.accept(Problem.error(
                            "schema-syntax",
                            place,
                            "the file " + name + ", which is no JSON"
                                    + (e.getLocation() == null
                                            ? ""
                                            : " at line " + e.getLocation().getLineNr() + ", column "
                                                    + e.getLocation().getColumnNr())
                                    + " ("
                                    + e.getOriginalMessage().lines().findFirst().orElse("") + ")")
                    .must("be one value of JSON, as schemas of " + name(format) + " are")
                    .mend("correct it there"));
        } catch (NoSchema e) {
            problems.accept(Problem.error("schema-syntax", place, "the file " + name + ", which is " + e.getMessage())
                    .must("be a schema of " + name(format))
                    .mend("correct it there, or write the type that it is of"));
        } catch (IOException e) {
            problems.accept(Problem.error(
                            "no-file",
                            place,
                            "the file " + name + ", which cannot be read (" + RegularFile.reason(e) + ")")
                    .must("be a file with UTF-8 text, " + RegularFile.MOST_MIB + " MiB at most")
                    .mend("check its permissions and its encoding"));
        }
        return Optional.empty();
    }

    private static Optional<Path> within(Path describing, Path root, String name) {
        List<Path> roots = List.of(root.toAbsolutePath().normalize(), BaseFile.repository(describing));
        try {
            Path file = describing.resolveSibling(name).normalize();
            return Optional.of(file)
                    .filter(path -> roots.stream()
                            .anyMatch(folder -> BaseFile.isBeneath(folder, path) && !isHidden(folder, path)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a part of its path begins with a dot, by its name or once links are followed: there git and clusters on
     * this machine keep what is secret.
     */
    private static boolean isHidden(Path folder, Path file) {
        try {
            return hasDot(folder.relativize(file))
                    || Files.exists(file) && hasDot(folder.toRealPath().relativize(file.toRealPath()));
        } catch (IOException e) {
            // It is there and cannot be followed.
            return true;
        }
    }

    private static boolean hasDot(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Made where there is a schema: most descriptions have none, and it takes a while. */
    private static final class Reader {
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                // Avro's own parser takes them.
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                .build();
    }

    /** What is JSON and no schema all the same. */
    private static final class NoSchema extends IOException {
        private static final long serialVersionUID = 1L;

        NoSchema(String what) {
            super(what);
        }
    }

    private static String json(Client.Format format, String text) throws IOException {
        JsonNode read = Reader.JSON.readTree(text);
        if (read.isMissingNode()) {
            throw new NoSchema("empty");
        }
        boolean avro = format == Client.Format.AVRO;
        if (avro && read.isObject() && !read.has("type")) {
            throw new NoSchema("a map without type");
        }
        if (!read.isObject() && !(avro ? read.isTextual() || read.isArray() : read.isBoolean())) {
            throw new NoSchema("no map");
        }
        return read.toString();
    }

    private static String name(Client.Format format) {
        return switch (format) {
            case AVRO -> "Avro";
            case JSON -> "JSON Schema";
            case PROTOBUF -> "Protocol Buffers";
        };
    }
}
