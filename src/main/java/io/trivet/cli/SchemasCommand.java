package io.trivet.cli;

import io.trivet.operate.Failure;
import io.trivet.operate.schemas.SchemaDelta;
import io.trivet.operate.schemas.SubjectRest;
import io.trivet.operate.schemas.Subjects;
import io.trivet.operate.schemas.WantedSchema;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.process.client.SchemaRegistry;
import io.trivet.show.SubjectsShown;
import io.trivet.show.SubjectsShown.Compared;
import io.trivet.stack.Description;
import io.trivet.stack.Registry;
import io.trivet.stack.Schema;
import io.trivet.stack.SchemaFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate schemas}: what registries hold. */
@Command(
        name = "schemas",
        description =
                "List what differs between the described schemas and those of their registries, and test whether each new"
                        + " version is compatible; with --apply register them. Where a registry refuses one, nothing is"
                        + " changed. Subjects that are not described are left alone, and none is deleted. A login comes from"
                        + " SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD, or from SCHEMA_REGISTRY_TOKEN.")
final class SchemasCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UnaryOperator<String> environment;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Option(names = "--apply", description = "Make the changes.")
    private boolean apply;

    @Option(
            names = "--registry",
            paramLabel = "NAME",
            description = "Only the registry of that name; needed where more than one has a login.")
    private Optional<String> named = Optional.empty();

    @Option(names = "--exit-code", description = "End with 3 when there are changes to make and they were not made.")
    private boolean exitCode;

    @Mixin
    private FormatOption format = new FormatOption();

    SchemasCommand(Terminal terminal) {
        this(terminal, System::getenv);
    }

    SchemasCommand(Terminal terminal, UnaryOperator<String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return Stacks.one(terminal, stack, this::schemas);
    }

    /** A registry with what it is to hold. */
    private record Asked(String name, Subjects subjects) {}

    private int schemas(Description<?> description) {
        SortedMap<String, SortedMap<String, Schema>> meant = new TreeMap<>();
        description.registries().forEach((name, registry) -> meant.put(name, registry.schemas()));
        meant.values().removeIf(SortedMap::isEmpty);
        List<String> known = List.copyOf(meant.keySet());
        named.ifPresent(name -> meant.keySet().retainAll(List.of(name)));
        SortedMap<String, SchemaRegistry> registries = new TreeMap<>(SchemaRegistry.of(description));
        registries.keySet().retainAll(meant.keySet());
        List<Problem> problems = new ArrayList<>();
        if (meant.isEmpty()) {
            problems.add(missing(description, known));
        }
        List<String> withLogin = registries.entrySet().stream()
                .filter(entry -> entry.getValue().login().isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (withLogin.size() > 1) {
            problems.add(Problem.error(
                            "registry-which",
                            description.places().at("registries"),
                            Words.list(withLogin) + ", each with a login, and one login in the environment")
                    .must("be one, so that no registry is shown the login of another")
                    .mend("name one with --registry"));
        }
        SortedMap<String, SortedMap<String, SchemaFile>> files =
                SchemaFile.of(terminal.home(), description, problems::add);
        int code = terminal.problems(new Problems(problems), false);
        if (code != ExitCode.OK) {
            return code;
        }
        SortedMap<String, String> login = new TreeMap<>();
        registries
                .values()
                .forEach(registry -> registry.variables().forEach(variable -> {
                    Optional<String> value =
                            Optional.ofNullable(environment.apply(variable)).filter(text -> !text.isEmpty());
                    value.ifPresent(text -> login.put(variable, text));
                    if (value.isEmpty()) {
                        problems.add(Problem.error("secret-missing", Place.ofPath(variable), "missing")
                                .must("be in the environment")
                                .mend("set " + variable));
                    }
                }));
        if (!problems.isEmpty()) {
            terminal.problems(new Problems(problems), false);
            return ExitCode.ENVIRONMENT;
        }
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        List<Asked> asked = new ArrayList<>();
        registries.forEach((name, registry) -> asked.add(new Asked(
                name,
                new Subjects(
                        new SubjectRest(
                                description.places().at("registries." + name),
                                registry.confluentUrl().orElseThrow(),
                                registry.login().map(way -> header(way, login))),
                        WantedSchema.of(
                                meant.getOrDefault(name, new TreeMap<>()), files.getOrDefault(name, new TreeMap<>())),
                        progress::step))));
        try {
            return compared(description, asked, progress);
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, text -> hidden(text, login));
        }
    }

    private Problem missing(Description<?> description, List<String> known) {
        String name = named.orElse("");
        return Problem.error(
                        "schemas-missing",
                        description.places().at("registries"),
                        named.isPresent() && !known.isEmpty() ? name : "without a schema")
                .must(
                        known.isEmpty()
                                ? "have a registry with schemas, which it is to hold"
                                : "be a registry with schemas: " + Words.list(known))
                .mend(
                        known.isEmpty()
                                ? "add schemas below a registry, as schemas: {orders-value: {file: schemas/orders.avsc}}"
                                : Words.nearest(name, known)
                                        .map(nearest -> "write " + nearest)
                                        .orElse("write one of them"));
    }

    private static String header(Registry.Login way, SortedMap<String, String> login) {
        return switch (way) {
            case BASIC ->
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((login.getOrDefault(SchemaRegistry.USER, "")
                                                + ":"
                                                + login.getOrDefault(SchemaRegistry.PASSWORD, ""))
                                        .getBytes(StandardCharsets.UTF_8));
            case TOKEN -> "Bearer " + login.getOrDefault(SchemaRegistry.TOKEN, "");
        };
    }

    private static String hidden(String text, SortedMap<String, String> login) {
        String hidden = text;
        for (String value : login.values()) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    private int compared(Description<?> description, List<Asked> asked, ProgressLine progress) throws Failure {
        List<SchemaDelta> deltas = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Asked one : asked) {
            SchemaDelta delta = one.subjects().compared();
            deltas.add(delta);
            delta.refused().forEach((subject, why) -> problems.add(refused(description, one, subject, why)));
            delta.older()
                    .forEach((subject, what) -> problems.add(Problem.warning(
                                    "schema-older", place(description, one, subject), what)
                            .must("be the last one, which others compare with: a registry does not register it again")
                            .mend("bring the file to the version that is there, and change it from there")));
        }
        boolean pending = deltas.stream().anyMatch(delta -> !delta.steps().isEmpty());
        boolean takes = apply && pending && !new Problems(problems).hasErrors();
        List<Compared> compared = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Asked one = asked.get(i);
            SchemaDelta delta = deltas.get(i);
            Optional<Subjects.Outcome> outcome = Optional.empty();
            if (takes) {
                Subjects.Outcome became = new Problems(problems).hasErrors()
                        ? new Subjects.Outcome(List.of(), new TreeMap<>())
                        : one.subjects().taken(delta);
                became.refused().forEach((subject, why) -> problems.add(refused(description, one, subject, why)));
                outcome = Optional.of(became);
            }
            compared.add(new Compared(
                    one.name(),
                    one.subjects().rest().address(),
                    one.subjects().wanted().size(),
                    delta,
                    outcome.map(Subjects.Outcome::taken)));
        }
        progress.end();
        terminal.result(SubjectsShown.of(description.id(), compared, takes), format.isJson());
        int code = terminal.problems(new Problems(problems), false);
        if (code != ExitCode.OK) {
            return code;
        }
        return exitCode && pending && !takes ? ExitCode.CHANGES : ExitCode.OK;
    }

    private static Problem refused(Description<?> description, Asked one, String subject, String why) {
        return Problem.error(
                        "schema-refused", place(description, one, subject), "refused by the registry (" + why + ")")
                .must("be what it takes after the versions that are there, under the compatibility of the subject")
                .mend("change the schema so that old and new read each other, or give it a subject of its own");
    }

    private static Place place(Description<?> description, Asked one, String subject) {
        return description.places().at("registries." + one.name() + ".schemas." + subject);
    }
}
