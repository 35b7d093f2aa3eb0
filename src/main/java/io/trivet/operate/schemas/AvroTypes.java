package io.trivet.operate.schemas;

import io.trivet.problem.Problem;
import io.trivet.stack.Client;
import io.trivet.stack.Description;
import io.trivet.stack.Schema;
import io.trivet.stack.SchemaFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;

/**
 * Whether described schemas of Avro can be read by Avro, each with those that it refers to. What refers to a version
 * that is in the registry alone is left to it, and so are default values, which registries took that Avro now refuses.
 *
 * <p>Fails: {@code schema-syntax}.
 */
public final class AvroTypes {
    private AvroTypes() {}

    /** @param files of all registries, by registry and subject; one that is missing was told of before */
    public static void check(
            Description<?> description,
            SortedMap<String, SortedMap<String, SchemaFile>> files,
            Consumer<Problem> problems) {
        description.registries().forEach((name, registry) -> {
            SortedMap<String, SchemaFile> ofIt = files.getOrDefault(name, new TreeMap<>());
            ofIt.forEach((subject, file) -> {
                if (file.format() == Client.Format.AVRO) {
                    with(registry.schemas(), ofIt, subject)
                            .flatMap(AvroTypes::refused)
                            .ifPresent(why -> problems.accept(Problem.error(
                                            "schema-syntax",
                                            description
                                                    .places()
                                                    .at("registries." + name + ".schemas." + subject + ".file"),
                                            "the file " + file(registry.schemas(), subject)
                                                    + ", which Avro does not read (" + why + ")")
                                    .must("be a schema of Avro, with each type in it or in references")
                                    .mend("correct it there, or add the schema with that type to references")));
                }
            });
        });
    }

    private static String file(SortedMap<String, Schema> described, String subject) {
        return Optional.ofNullable(described.get(subject)).map(Schema::file).orElse("");
    }

    /**
     * The texts of all that it refers to, each behind those of its own references, and its own; empty where one is not
     * here.
     */
    private static Optional<List<String>> with(
            SortedMap<String, Schema> described, SortedMap<String, SchemaFile> files, String subject) {
        List<String> texts = new ArrayList<>();
        return collect(described, files, subject, new TreeSet<>(), texts) ? Optional.of(texts) : Optional.empty();
    }

    private static boolean collect(
            SortedMap<String, Schema> described,
            SortedMap<String, SchemaFile> files,
            String subject,
            SortedSet<String> seen,
            List<String> texts) {
        Schema schema = described.get(subject);
        SchemaFile file = files.get(subject);
        if (schema == null || file == null || file.format() != Client.Format.AVRO) {
            return false;
        }
        if (!seen.add(subject)) {
            return true;
        }
        for (Schema.Reference reference : schema.references().values()) {
            if (reference.version().isPresent() || !collect(described, files, reference.subject(), seen, texts)) {
                return false;
            }
        }
        return texts.add(file.text());
    }

    /** Why the last one cannot be read; empty where it can, and where one before it cannot, which is told there. */
    private static Optional<String> refused(List<String> texts) {
        org.apache.avro.Schema.Parser parser = new org.apache.avro.Schema.Parser().setValidateDefaults(false);
        for (Iterator<String> all = texts.iterator(); all.hasNext(); ) {
            String text = all.next();
            try {
                parser.parse(text);
            } catch (AvroRuntimeException e) {
                return all.hasNext()
                        ? Optional.empty()
                        : Optional.of(SubjectRest.shortened(String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }
}
