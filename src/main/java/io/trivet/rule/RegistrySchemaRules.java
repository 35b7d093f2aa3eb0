package io.trivet.rule;

import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.stack.Registry;
import io.trivet.stack.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The schemas of a registry: under which subjects, and what they refer to. Their files are read where commands run. */
final class RegistrySchemaRules {
    /**
     * Of characters that are one in a path or have one escape there; names of types, of files and contexts among them.
     */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_.:/$+-]{1,255}");

    private static final String CHARACTERS = "be 1 to 255 letters, digits, '-', '_', '.', ':', '/', '$' and '+'";

    /** Of which no system makes anything else. */
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_./@+-]{1,255}");

    /** What the serialisers of Confluent's and of Apicurio's make of a topic, unless they are told otherwise. */
    private static final Pattern OF_A_TOPIC = Pattern.compile("(.+)-(key|value)");

    private RegistrySchemaRules() {}

    /** @param path of the registry */
    static void check(Subject subject, String path, Registry registry) {
        SortedMap<String, Schema> schemas = registry.schemas();
        schemas.forEach((name, schema) -> {
            String at = path + ".schemas." + name;
            if (!SUBJECT.matcher(name).matches()) {
                subject.error(CommonRule.SCHEMA_SUBJECT, at, Words.quoted(name))
                        .must(CHARACTERS)
                        .mend("rename it");
            }
            if (!FILE.matcher(schema.file()).matches()) {
                subject.error(CommonRule.SCHEMA_FILE, at + ".file", Words.quoted(schema.file()))
                        .must("be a path of 1 to 255 letters, digits, '-', '_', '.', '@', '+' and '/'")
                        .mend("rename the file");
            } else if (schema.format().isEmpty()) {
                subject.error(CommonRule.SCHEMA_TYPE, at, "without type, and of a file whose ending does not say it")
                        .must("be avro (.avsc), json (.json) or protobuf (.proto)")
                        .mend("add type: avro, or rename the file");
            }
            topic(subject, at, name);
            schema.references().forEach((used, reference) -> {
                String use = at + ".references." + used;
                if (!SUBJECT.matcher(used).matches()) {
                    subject.error(CommonRule.SCHEMA_REFERENCE, use, Words.quoted(used))
                            .must(CHARACTERS)
                            .mend("write what the schema calls it");
                }
                reference(subject, use, schemas, reference);
            });
        });
        circles(subject, path, schemas);
    }

    /** Where topics are described, a name that is nearly one of them is a misspelt one. */
    private static void topic(Subject subject, String at, String name) {
        Matcher named = OF_A_TOPIC.matcher(name);
        List<String> topics = List.copyOf(subject.description().topics().keySet());
        if (!named.matches() || topics.contains(named.group(1))) {
            return;
        }
        Words.nearest(named.group(1), topics)
                .ifPresent(nearest -> subject.warning(CommonRule.SCHEMA_TOPIC, at, "of no described topic")
                        .must("be the name of a topic with -key or -value, as serialisers look for it")
                        .mend("write " + nearest + "-" + named.group(2) + ", or describe the topic"));
    }

    private static void reference(
            Subject subject, String at, SortedMap<String, Schema> schemas, Schema.Reference reference) {
        if (!SUBJECT.matcher(reference.subject()).matches()) {
            subject.error(CommonRule.SCHEMA_SUBJECT, at + ".subject", Words.quoted(reference.subject()))
                    .must(CHARACTERS)
                    .mend("write the subject that the registry has");
        } else if (reference.version().isEmpty() && !schemas.containsKey(reference.subject())) {
            subject.error(
                            CommonRule.SCHEMA_REFERENCE,
                            at + ".subject",
                            reference.subject() + ", which is not described here, without version")
                    .must("be a subject of this registry that is described, or have a version")
                    .mend(Words.nearest(reference.subject(), List.copyOf(schemas.keySet()))
                                    .map(nearest -> "write " + nearest + ", or ")
                                    .orElse("")
                            + "add version: 1");
        }
        reference
                .version()
                .filter(version -> version < 1)
                .ifPresent(version -> subject.error(CommonRule.SCHEMA_REFERENCE, at + ".version", "" + version)
                        .must("be 1 or more, as the registry counts")
                        .mend("write the version, or remove it where the described one is meant"));
    }

    /** Each circle once, at the first of its subjects. */
    private static void circles(Subject subject, String path, SortedMap<String, Schema> schemas) {
        TreeSet<String> told = new TreeSet<>();
        schemas.keySet()
                .forEach(name -> circle(schemas, List.of(name), new TreeSet<>())
                        .filter(circle -> circle.stream().noneMatch(told::contains))
                        .ifPresent(circle -> {
                            told.addAll(circle);
                            subject.error(
                                            CommonRule.SCHEMA_CYCLE,
                                            path + ".schemas." + name + ".references",
                                            String.join(" uses ", circle) + " uses " + circle.get(0))
                                    .must("lead to schemas that use none")
                                    .mend("remove one reference of the circle, or refer to a version that is there");
                        }));
    }

    /** The circle that leads back to the first of the chain; empty where none does. */
    private static Optional<List<String>> circle(
            SortedMap<String, Schema> schemas, List<String> chain, TreeSet<String> seen) {
        Schema last = schemas.get(chain.get(chain.size() - 1));
        if (last == null) {
            return Optional.empty();
        }
        for (Schema.Reference reference : last.references().values()) {
            if (reference.version().isPresent()) {
                continue;
            }
            if (reference.subject().equals(chain.get(0))) {
                return Optional.of(chain);
            }
            if (seen.add(reference.subject())) {
                List<String> longer = new ArrayList<>(chain);
                longer.add(reference.subject());
                Optional<List<String>> found = circle(schemas, longer, seen);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
