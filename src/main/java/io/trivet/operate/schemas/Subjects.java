package io.trivet.operate.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.operate.Failure;
import io.trivet.stack.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The subjects of a registry that runs, compared with those of a description and brought to them. Which schemas are the
 * same, and which are compatible, is for the registry to say.
 *
 * <p>Fails as {@link SubjectRest} does.
 *
 * @param wanted each behind those that it refers to
 * @param progress hears what is asked or ordered
 */
public record Subjects(SubjectRest rest, List<WantedSchema> wanted, Consumer<String> progress) {
    private static final String SUBJECTS = "/subjects/";
    private static final String CONFIG = "/config/";
    private static final String COMPATIBILITY = "/compatibility/subjects/";
    private static final String VERSIONS = "/versions";
    private static final String VERBOSE = "?verbose=true";

    public Subjects {
        wanted = List.copyOf(wanted);
    }

    /**
     * What became of the steps.
     *
     * @param taken those that were carried out
     * @param refused why the registry took one no more, in its own words, by subject; then none came after it
     */
    public record Outcome(List<SchemaStep> taken, SortedMap<String, String> refused) {
        public Outcome {
            taken = List.copyOf(taken);
        }
    }

    /** What differs, with what the registry says of each new version as far as it can say it before it has it. */
    public SchemaDelta compared() throws Failure {
        progress.accept("asking " + rest.address() + " for its subjects");
        TreeSet<String> there = new TreeSet<>();
        rest.good("GET", "/subjects", null).forEach(name -> there.add(name.asText()));
        List<SchemaStep> steps = new ArrayList<>();
        SortedMap<String, String> refused = new TreeMap<>();
        SortedMap<String, String> untested = new TreeMap<>();
        SortedMap<String, String> older = new TreeMap<>();
        SortedMap<String, Integer> known = new TreeMap<>();
        for (WantedSchema schema : wanted) {
            String subject = schema.subject();
            progress.accept("asking for subject " + subject);
            Optional<SchemaStep.Level> level = level(schema);
            level.ifPresent(steps::add);
            if (!there.contains(subject)) {
                steps.add(new SchemaStep.Creation(subject, schema.file().format()));
                continue;
            }
            int latest = latest(subject);
            List<String> because = schema.floating().stream()
                    .filter(used -> !known.containsKey(used))
                    .toList();
            OptionalInt version = because.isEmpty() ? version(schema, known) : OptionalInt.empty();
            if (version.isPresent()) {
                known.put(subject, version.getAsInt());
                if (version.getAsInt() < latest) {
                    older.put(subject, "version " + version.getAsInt() + " of " + latest);
                }
                continue;
            }
            steps.add(new SchemaStep.Version(subject, latest, because));
            if (!because.isEmpty()) {
                untested.put(subject, "once " + String.join(", ", because) + " is there");
            } else if (level.isPresent()) {
                untested.put(subject, "once its compatibility is set");
            } else {
                told(subject, verdict(schema, known), refused, untested);
            }
        }
        List<String> others = there.stream()
                .filter(name ->
                        wanted.stream().noneMatch(schema -> schema.subject().equals(name)))
                .toList();
        return new SchemaDelta(steps, refused, untested, older, others);
    }

    private static void told(
            String subject, Verdict verdict, SortedMap<String, String> refused, SortedMap<String, String> untested) {
        if (verdict.answer() == Answer.REFUSED) {
            refused.put(subject, verdict.reason());
        } else if (verdict.answer() == Answer.LATER) {
            untested.put(subject, "when it is registered: the registry follows no references before");
        }
    }

    private Optional<SchemaStep.Level> level(WantedSchema schema) throws Failure {
        if (schema.level().isEmpty()) {
            return Optional.empty();
        }
        Schema.Compatibility to = schema.level().get();
        Optional<String> from = own(schema.subject());
        return from.equals(Optional.of(to.name()))
                ? Optional.empty()
                : Optional.of(new SchemaStep.Level(schema.subject(), from, to));
    }

    /** The compatibility that a subject has of its own. */
    private Optional<String> own(String subject) throws Failure {
        String path = CONFIG + SubjectRest.escaped(subject);
        SubjectRest.Reply reply = rest.ask("GET", path, null);
        if (reply.isGood()) {
            return Optional.of(reply.body().path("compatibilityLevel").asText(""))
                    .filter(level -> !level.isEmpty());
        }
        if (reply.code() != SubjectRest.NO_LEVEL && reply.code() != SubjectRest.NO_SUBJECT) {
            throw rest.refused("GET", path, reply.message());
        }
        return Optional.empty();
    }

    private int latest(String subject) throws Failure {
        int latest = 0;
        for (JsonNode version : rest.good("GET", SUBJECTS + SubjectRest.escaped(subject) + VERSIONS, null)) {
            latest = Math.max(latest, version.asInt());
        }
        return latest;
    }

    /**
     * The version of a subject that is this schema; empty where none is. First as it is written, then in the form that
     * the registry brings schemas to, where it knows one: of what a program registered the order of keys may differ.
     */
    private OptionalInt version(WantedSchema schema, SortedMap<String, Integer> known) throws Failure {
        String path = SUBJECTS + SubjectRest.escaped(schema.subject());
        Object body = body(schema, known);
        for (String form : List.of("", "?normalize=true")) {
            SubjectRest.Reply reply = rest.ask("POST", path + form, body);
            if (reply.isGood()) {
                return OptionalInt.of(reply.body().path("version").asInt());
            }
            boolean none = reply.code() == SubjectRest.NO_SCHEMA
                    || reply.code() == SubjectRest.NO_SUBJECT
                    || reply.status() == SubjectRest.UNPROCESSABLE;
            if (!none) {
                throw rest.refused("POST", path, reply.message());
            }
        }
        return OptionalInt.empty();
    }

    private static Map<String, Object> body(WantedSchema schema, SortedMap<String, Integer> known) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schema", schema.file().text());
        body.put("schemaType", schema.file().format().name());
        List<Map<String, Object>> references = new ArrayList<>();
        schema.references().forEach((name, reference) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("subject", reference.subject());
            one.put(
                    "version",
                    reference
                            .version()
                            .or(() -> Optional.ofNullable(known.get(reference.subject())))
                            .orElseThrow(() -> new IllegalStateException(
                                    "this is a bug in Trivet: " + schema.subject() + " before " + reference)));
            references.add(one);
        });
        if (!references.isEmpty()) {
            body.put("references", references);
        }
        return body;
    }

    private enum Answer {
        TAKEN,
        REFUSED,
        LATER
    }

    private record Verdict(Answer answer, String reason) {}

    /** What the registry says of a new version under the compatibility that the subject has now. */
    private Verdict verdict(WantedSchema schema, SortedMap<String, Integer> known) throws Failure {
        String path = COMPATIBILITY + SubjectRest.escaped(schema.subject()) + VERSIONS;
        Object body = body(schema, known);
        SubjectRest.Reply reply = rest.ask("POST", path + VERBOSE, body);
        if (!reply.isGood() && reply.status() != SubjectRest.UNPROCESSABLE && reply.code() / 100 != NOT_FOUND) {
            // Karapace tests against versions one by one.
            for (String version : versions(schema)) {
                reply = rest.ask("POST", path + "/" + version + VERBOSE, body);
                if (!reply.isGood() || !isCompatible(reply)) {
                    break;
                }
            }
        }
        if (reply.status() == SubjectRest.UNPROCESSABLE) {
            // Apicurio Registry 2 says so of each schema with references, and takes it all the same.
            return schema.references().isEmpty()
                    ? new Verdict(Answer.REFUSED, reply.message())
                    : new Verdict(Answer.LATER, reply.message());
        }
        if (!reply.isGood()) {
            throw rest.refused("POST", path, reply.message());
        }
        return isCompatible(reply) ? new Verdict(Answer.TAKEN, "") : new Verdict(Answer.REFUSED, reasons(reply));
    }

    /** The first digits of what the API says of something that is not there, apart from a path that is not there. */
    private static final int NOT_FOUND = 404;

    private List<String> versions(WantedSchema schema) throws Failure {
        if (schema.level().filter(Schema.Compatibility::isTransitive).isEmpty()) {
            return List.of("latest");
        }
        List<String> versions = new ArrayList<>();
        rest.good("GET", SUBJECTS + SubjectRest.escaped(schema.subject()) + VERSIONS, null)
                .forEach(version -> versions.add(version.asText()));
        return versions;
    }

    private static boolean isCompatible(SubjectRest.Reply reply) {
        return reply.body().path("is_compatible").asBoolean(false);
    }

    /** A list at Confluent's and Karapace, a text at Apicurio's. */
    private static String reasons(SubjectRest.Reply reply) {
        List<String> reasons = new ArrayList<>();
        reply.body().path("messages").forEach(message -> reasons.add(message.asText()));
        String reason = reply.body().path("reason").asText("");
        if (reasons.isEmpty()) {
            reasons.add(reason.isEmpty() || reason.equals("null") ? "incompatible" : reason);
        }
        return SubjectRest.shortened(String.join("; ", reasons));
    }

    /**
     * Takes the steps of a comparison in which nothing was refused. Compatibility comes first, so that the registry
     * tests new versions by the one that is described; where it then refuses one, the subjects get back what they had.
     * Versions come in the order of their references.
     */
    public Outcome taken(SchemaDelta delta) throws Failure {
        List<SchemaStep> taken = new ArrayList<>();
        List<SchemaStep.Level> levels = new ArrayList<>();
        for (SchemaStep step : delta.steps()) {
            if (step instanceof SchemaStep.Level level) {
                progress.accept("setting the compatibility of " + level.subject());
                set(level.subject(), level.to().name());
                levels.add(level);
            }
        }
        SortedMap<String, Integer> known = new TreeMap<>();
        SortedMap<String, String> refused = new TreeMap<>();
        for (WantedSchema schema : wanted) {
            Optional<SchemaStep> step = version(delta, schema.subject());
            if (step.isPresent() && schema.floating().stream().anyMatch(used -> !known.containsKey(used))) {
                continue;
            }
            if (step.isEmpty()) {
                known.put(schema.subject(), version(schema, known).orElse(0));
            } else if (step.get() instanceof SchemaStep.Version
                    && levels.stream().anyMatch(level -> level.subject().equals(schema.subject()))) {
                told(schema.subject(), verdict(schema, known), refused, new TreeMap<>());
            }
        }
        if (!refused.isEmpty()) {
            for (SchemaStep.Level level : levels) {
                restore(level);
            }
            return new Outcome(taken, refused);
        }
        taken.addAll(levels);
        for (WantedSchema schema : wanted) {
            Optional<SchemaStep> step = version(delta, schema.subject());
            if (step.isPresent()) {
                Optional<String> why = registered(schema, known);
                if (why.isPresent()) {
                    refused.put(schema.subject(), why.get());
                    return new Outcome(taken, refused);
                }
                taken.add(step.get());
                known.put(
                        schema.subject(),
                        version(schema, known)
                                .orElseThrow(() -> rest.refused(
                                        "POST", SUBJECTS + schema.subject(), "what it has just taken is not there")));
            }
        }
        return new Outcome(taken, refused);
    }

    private static Optional<SchemaStep> version(SchemaDelta delta, String subject) {
        return delta.steps().stream()
                .filter(step -> step.subject().equals(subject) && !(step instanceof SchemaStep.Level))
                .findFirst();
    }

    private void set(String subject, String level) throws Failure {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("compatibility", level);
        rest.good("PUT", CONFIG + SubjectRest.escaped(subject), body);
    }

    private void restore(SchemaStep.Level level) throws Failure {
        progress.accept("giving " + level.subject() + " back the compatibility that it had");
        if (level.from().isPresent()) {
            set(level.subject(), level.from().get());
        } else {
            String path = CONFIG + SubjectRest.escaped(level.subject());
            SubjectRest.Reply reply = rest.ask("DELETE", path, null);
            // Of a subject that is not there yet some registries keep none.
            if (!reply.isGood() && reply.code() != SubjectRest.NO_LEVEL && reply.code() != SubjectRest.NO_SUBJECT) {
                throw rest.refused("DELETE", path, reply.message());
            }
        }
    }

    /** Registers it; why not, where the registry does not take it. */
    private Optional<String> registered(WantedSchema schema, SortedMap<String, Integer> known) throws Failure {
        progress.accept("registering " + schema.subject());
        String path = SUBJECTS + SubjectRest.escaped(schema.subject()) + VERSIONS;
        SubjectRest.Reply reply = rest.ask("POST", path, body(schema, known));
        if (reply.isGood()) {
            return Optional.empty();
        }
        if (reply.status() == SubjectRest.CONFLICT || reply.status() == SubjectRest.UNPROCESSABLE) {
            return Optional.of(reply.message());
        }
        throw rest.refused("POST", path, reply.message());
    }
}
