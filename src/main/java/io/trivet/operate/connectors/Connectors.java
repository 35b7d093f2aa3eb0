package io.trivet.operate.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.kafka.SecretName;
import io.trivet.layout.PlannedConnector;
import io.trivet.operate.Failure;
import io.trivet.problem.Words;
import io.trivet.stack.Connector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The connectors of workers that run, read and ordered for a person.
 *
 * <p>Source: https://kafka.apache.org/documentation/#connect_rest; a connector that begins paused or stopped is
 * KIP-980.
 *
 * <p>Fails as {@link ConnectRest} does.
 */
public record Connectors(ConnectRest rest) {
    private static final String PATH = "/connectors/";
    private static final String CONFIG = "/config";
    private static final String PASSWORD = "PASSWORD";
    private static final String CAUSED = "Caused by: ";

    /** What is said of a connector that runs and has nothing to do yet, or at all. */
    static final String NO_TASK = "no task";

    /**
     * What a connector says of a configuration.
     *
     * @param errors what is wrong with it, by setting
     * @param secrets settings that are secrets, as the connector says
     */
    public record Verdict(SortedMap<String, List<String>> errors, SortedSet<String> secrets) {
        /** Secrets that stand in a configuration themselves, and not by reference. */
        public List<String> literals(PlannedConnector connector) {
            return secrets.stream()
                    .filter(name -> connector.config().containsKey(name)
                            && !ConnectorText.isReference(connector.config().getOrDefault(name, "")))
                    .toList();
        }
    }

    /** All that there are. */
    public List<ObservedConnector> read() throws Failure, InterruptedException {
        List<ObservedConnector> all = new ArrayList<>();
        JsonNode answer = rest.get("/connectors?expand=status&expand=info");
        for (Map.Entry<String, JsonNode> entry : answer.properties()) {
            String name = entry.getKey();
            SortedMap<String, String> config = new TreeMap<>();
            entry.getValue()
                    .at("/info/config")
                    .properties()
                    .forEach(setting ->
                            config.put(setting.getKey(), setting.getValue().asText()));
            config.remove("name");
            JsonNode status = entry.getValue().path("status");
            List<ConnectorPart> tasks = new ArrayList<>();
            status.path("tasks")
                    .forEach(task ->
                            tasks.add(part(name, "task " + task.path("id").asText() + " of " + name, task)));
            all.add(new ObservedConnector(
                    name, config, part(name, "connector " + name, status.path("connector")), tasks));
        }
        SortedSet<String> run = new TreeSet<>();
        all.forEach(connector ->
                connector.parts().filter(ConnectorPart::isRunning).forEach(part -> run.add(part.worker())));
        SortedSet<String> silent = rest.silent(run);
        return all.stream().map(connector -> connector.without(silent)).toList();
    }

    private static ConnectorPart part(String connector, String title, JsonNode told) {
        String cause = cause(told.path("trace").asText(""));
        return new ConnectorPart(
                connector,
                title,
                told.path("state").asText(),
                told.path("worker_id").asText(),
                ConnectorText.told(cause));
    }

    /** The first line of a trace, which may say no more than that a task ends, and the last cause of it. */
    static String cause(String trace) {
        String first = trace.lines().findFirst().orElse("").strip();
        return trace.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(CAUSED))
                .reduce((before, last) -> last)
                .map(last -> first + "; " + last.substring(CAUSED.length()))
                .orElse(first);
    }

    /** The classes of connectors that workers have, sorted. */
    public List<String> classes() throws Failure, InterruptedException {
        SortedSet<String> classes = new TreeSet<>();
        for (JsonNode plugin : rest.get("/connector-plugins")) {
            classes.add(plugin.path("class").asText());
        }
        return List.copyOf(classes);
    }

    /** Whether one of the classes is written so: by its whole name, or its last part with and without what it is. */
    public static boolean isAmong(List<String> classes, String written) {
        return classes.stream().anyMatch(type -> {
            String simple = type.substring(type.lastIndexOf('.') + 1);
            return written.equals(type)
                    || written.equals(simple)
                    || written.equals(simple.replaceFirst("Connector$", ""));
        });
    }

    /**
     * What a connector says of its configuration before it is given any. It reads what references lead to, and may
     * quote that, so that nothing which may be of a secret is handed on.
     */
    public Verdict verdict(PlannedConnector connector) throws Failure, InterruptedException {
        String type =
                connector.config().getOrDefault(PlannedConnector.CLASS, "").strip();
        ConnectRest.Reply reply = rest.ask("PUT", "/connector-plugins/" + type + CONFIG + "/validate", told(connector));
        SortedSet<String> secrets = new TreeSet<>();
        SortedMap<String, List<String>> errors = new TreeMap<>();
        if (!reply.isGood()) {
            errors.put(PlannedConnector.CLASS, List.of(ConnectorText.told(reply.message())));
            return new Verdict(errors, secrets);
        }
        JsonNode answer = reply.body();
        List<String> known = new ArrayList<>();
        for (JsonNode one : answer.path("configs")) {
            String name = one.at("/value/name").asText();
            String described = connector.config().getOrDefault(name, "");
            if (one.at("/definition/type").asText().equals(PASSWORD)) {
                secrets.add(name);
            } else if (ConnectorText.isReference(described)) {
                known.add(one.at("/value/value").asText(""));
            }
        }
        for (JsonNode one : answer.path("configs")) {
            String name = one.at("/value/name").asText();
            boolean secret = secrets.contains(name) || SecretName.is(name);
            List<String> said = new ArrayList<>();
            one.at("/value/errors")
                    .forEach(error -> said.add(
                            secret
                                    ? "refused by the connector, in words that may hold the secret"
                                    : ConnectorText.told(ConnectorText.without(known, error.asText()))));
            if (!said.isEmpty()) {
                errors.put(name, List.copyOf(said));
            }
        }
        return new Verdict(errors, secrets);
    }

    private static Map<String, String> told(PlannedConnector connector) {
        Map<String, String> told = new LinkedHashMap<>(connector.config());
        told.put("name", connector.name());
        return told;
    }

    /**
     * Takes steps. A configuration is told once, however many of its settings differ, and what is there already is told
     * again without harm, so that a command that was cut off can be run again.
     */
    public void take(List<ConnectorStep> steps, List<PlannedConnector> wanted) throws Failure, InterruptedException {
        SortedSet<String> told = new TreeSet<>();
        for (ConnectorStep step : steps) {
            String name = step.connector();
            if (step instanceof ConnectorStep.Creation create) {
                create(create.wanted());
            } else if (step instanceof ConnectorStep.Change) {
                if (told.add(name)) {
                    rest.order("PUT", PATH + name + CONFIG, told(described(wanted, name)));
                }
            } else if (step instanceof ConnectorStep.Turn turn) {
                turn(name, turn.to());
            } else if (step instanceof ConnectorStep.Restart) {
                rest.order("POST", PATH + name + "/restart?includeTasks=true&onlyFailed=true", null);
            } else {
                throw new AssertionError(step);
            }
        }
    }

    private static PlannedConnector described(List<PlannedConnector> wanted, String name) {
        return wanted.stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a step of no described connector: " + name));
    }

    /** One that is not to run must not do so for a moment. */
    private void create(PlannedConnector wanted) throws Failure, InterruptedException {
        if (wanted.state() == Connector.State.RUNNING) {
            rest.order("PUT", PATH + wanted.name() + CONFIG, told(wanted));
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", wanted.name());
        body.put("config", told(wanted));
        body.put("initial_state", wanted.state().name());
        ConnectRest.Reply reply = rest.ask("POST", "/connectors", body);
        if (reply.status() == ConnectRest.CONFLICT) {
            rest.order("PUT", PATH + wanted.name() + CONFIG, told(wanted));
            turn(wanted.name(), wanted.state());
        } else if (!reply.isGood()) {
            throw new Failure(rest.refused("/connectors", reply.message()));
        }
    }

    private void turn(String name, Connector.State to) throws Failure, InterruptedException {
        String word = switch (to) {
            case RUNNING -> "resume";
            case PAUSED -> "pause";
            case STOPPED -> "stop";
        };
        rest.order("PUT", PATH + name + "/" + word, null);
    }

    /** In words, what of a connector is not as wanted yet. */
    static List<String> missing(ObservedConnector now, Connector.State wanted) {
        List<String> missing = new ArrayList<>();
        String state = wanted.name();
        if (!now.itself().state().equals(state)) {
            missing.add(now.itself().told());
        }
        if (wanted == Connector.State.STOPPED) {
            if (!now.tasks().isEmpty()) {
                missing.add(Words.count(now.tasks().size(), "task") + " of " + now.name() + " left");
            }
            return missing;
        }
        if (now.tasks().isEmpty() && wanted == Connector.State.RUNNING) {
            missing.add(NO_TASK);
        }
        now.tasks().stream().filter(task -> !task.state().equals(state)).forEach(task -> missing.add(task.told()));
        return missing;
    }
}
