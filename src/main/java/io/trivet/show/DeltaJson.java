package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.cost.MonthlyCost;
import io.trivet.plan.Change;
import io.trivet.plan.Reason;
import io.trivet.plan.Risk;
import io.trivet.plan.Rollout;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What changes, for programs: every fact of it, whatever the size. {@link #schema} says the form; a key that it names
 * stays, new ones may come.
 */
public final class DeltaJson {
    private DeltaJson() {}

    /** The text of {@code trivet diff --format json}. */
    public static String of(List<Comparison> comparisons, String base) {
        return Json.object(json -> {
            json.writeStringField("base", base);
            json.writeBooleanField("changes", comparisons.stream().anyMatch(Comparison::isChange));
            json.writeArrayFieldStart("stacks");
            for (Comparison comparison : comparisons) {
                stack(comparison, json);
            }
            json.writeEndArray();
        });
    }

    private static void stack(Comparison comparison, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("stack", comparison.stack());
        json.writeStringField("state", word(comparison.state().name()));
        json.writeStringField("summary", DeltaWords.summary(comparison));
        if (comparison.state() == Comparison.State.CHANGED) {
            json.writeStringField("risk", word(comparison.delta().risk().name()));
        }
        json.writeNumberField("baseErrors", comparison.baseErrors());
        json.writeArrayFieldStart("problems");
        for (Problem problem : comparison.problems().list()) {
            ProblemJson.write(problem, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("changes");
        for (Change change : comparison.delta().changes()) {
            change(change, json);
        }
        json.writeEndArray();
        rollout(comparison.rollout(), json);
        if (comparison.costBefore().isPresent()) {
            cost("costBefore", comparison.costBefore().get(), json);
        }
        if (comparison.costAfter().isPresent()) {
            cost("costAfter", comparison.costAfter().get(), json);
        }
        json.writeEndObject();
    }

    static void cost(String name, MonthlyCost cost, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("dollars", Math.round(cost.dollars()));
        json.writeBooleanField("approximate", true);
        json.writeStringField("prices", cost.date());
        json.writeStringField("region", cost.region());
        json.writeArrayFieldStart("items");
        for (MonthlyCost.Item item : cost.items()) {
            json.writeStartObject();
            json.writeStringField("what", item.what());
            if (item.dollars().isPresent()) {
                json.writeNumberField("dollars", Math.round(item.dollars().get()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void change(Change change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", change.path());
        if (change.before().isPresent()) {
            json.writeStringField("before", change.before().get());
        }
        if (change.after().isPresent()) {
            json.writeStringField("after", change.after().get());
        }
        json.writeStringField("risk", word(change.risk().name()));
        json.writeStringField("reason", change.reason().id());
        json.writeEndObject();
    }

    private static void rollout(Rollout rollout, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("rollout");
        json.writeStringField("by", word(rollout.by().name()));
        json.writeNumberField("seconds", rollout.seconds());
        json.writeArrayFieldStart("steps");
        for (Rollout.Step step : rollout.steps()) {
            json.writeStartObject();
            json.writeStringField("role", step.role().word());
            json.writeStringField("zone", step.zone());
            json.writeStringField("action", word(step.action().name()));
            json.writeArrayFieldStart("nodes");
            for (String node : step.nodes()) {
                json.writeString(node);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("needs");
            for (Rollout.Need need : step.needs()) {
                json.writeStartObject();
                json.writeStringField("of", need.of());
                json.writeNumberField("all", need.all());
                json.writeNumberField("left", need.left());
                json.writeNumberField("needed", need.needed());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("estimate");
            for (Rollout.Part part : step.estimate().parts()) {
                json.writeStartObject();
                json.writeStringField("what", part.what());
                json.writeNumberField("seconds", part.seconds());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The JSON Schema of {@link #of}. */
    public static String schema() {
        return Json.object(json -> {
            json.writeStringField("$schema", "http://json-schema.org/draft-07/schema#");
            json.writeStringField("title", "Answer of trivet diff --format json");
            object(json, List.of("base", "changes", "stacks"));
            property(json, "base", "string", "What was compared with: a revision of git, or a file.");
            property(json, "changes", "boolean", "Whether any stack changes.");
            array(json, "stacks", "Each stack that was asked for.");
            stack(json);
            endArray(json);
            json.writeEndObject();
        });
    }

    private static void stack(JsonGenerator json) throws IOException {
        object(json, List.of("stack", "state", "summary", "baseErrors", "problems", "changes", "rollout"));
        property(json, "stack", "string", "Name of the stack.");
        words(json, "state", "How it can be compared.", Comparison.State.values());
        property(json, "summary", "string", "One sentence without its full stop, for people.");
        words(json, "risk", "The highest risk; only of a stack that changed.", Risk.values());
        property(json, "baseErrors", "integer", "Errors of the description before, by the rules of today.");
        array(json, "problems", "What a live cluster cannot take, and what is wrong with the new description only.");
        object(json, List.of("severity", "id", "path", "found", "must", "mend"));
        for (String name : List.of("severity", "id", "file", "path", "found", "must", "mend")) {
            property(json, name, "string", "As trivet validate --format json has it.");
        }
        for (String name : List.of("line", "column")) {
            property(json, name, "integer", "From 1.");
        }
        json.writeEndObject();
        endArray(json);
        array(
                json,
                "changes",
                "Each fact that is not as it was, the highest risk first; before and after are all of it.");
        object(json, List.of("path", "risk", "reason"));
        property(json, "path", "string", "JSON pointer of the fact.");
        property(json, "before", "string", "Absent where it is new.");
        property(json, "after", "string", "Absent where it is gone.");
        words(json, "risk", "What it costs.", Risk.values());
        json.writeObjectFieldStart("reason");
        json.writeStringField("description", "Why; docs/rules.md explains each.");
        SchemaJson.list(
                json, "enum", Arrays.stream(Reason.values()).map(Reason::id).toList());
        json.writeEndObject();
        json.writeEndObject();
        endArray(json);
        json.writeObjectFieldStart("rollout");
        json.writeStringField("description", "The order in which nodes are interrupted.");
        rollout(json);
        json.writeEndObject();
        cost(json, "costBefore", "What a month costs before the change; absent where it cannot be said.");
        cost(json, "costAfter", "What a month costs after the change; absent where it cannot be said.");
        json.writeEndObject();
    }

    private static void cost(JsonGenerator json, String name, String description) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        object(json, List.of("dollars", "approximate", "prices", "region", "items"));
        property(json, "dollars", "integer", "US dollars of all that has a price.");
        property(json, "approximate", "boolean", "Always true: list prices, and not all that is paid for.");
        property(json, "prices", "string", "Date of the price table.");
        property(json, "region", "string", "Region whose prices they are.");
        array(json, "items", "What is paid for.");
        object(json, List.of("what"));
        property(json, "what", "string", "The thing, and how many.");
        property(json, "dollars", "integer", "Absent where the table has no price.");
        json.writeEndObject();
        endArray(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rollout(JsonGenerator json) throws IOException {
        object(json, List.of("by", "seconds", "steps"));
        property(json, "by", "string", "What restarts together: zone or node.");
        property(json, "seconds", "integer", "All steps; a guess.");
        array(json, "steps", "In order.");
        object(json, List.of("role", "zone", "action", "nodes", "needs", "estimate"));
        property(json, "role", "string", "Role of the nodes.");
        property(json, "zone", "string", "Zone of the nodes.");
        words(json, "action", "What happens to them.", Rollout.Action.values());
        json.writeObjectFieldStart("nodes");
        json.writeStringField("description", "Names of nodes that are away at the same time.");
        json.writeStringField("type", "array");
        json.writeObjectFieldStart("items");
        json.writeStringField("type", "string");
        json.writeEndObject();
        json.writeEndObject();
        array(json, "needs", "What must be left meanwhile.");
        object(json, List.of("of", "all", "left", "needed"));
        property(json, "of", "string", "Of what.");
        property(json, "all", "integer", "How many there are.");
        property(json, "left", "integer", "How many are left.");
        property(json, "needed", "integer", "How many must be.");
        json.writeEndObject();
        endArray(json);
        array(json, "estimate", "What the time of the step is made of.");
        object(json, List.of("what", "seconds"));
        property(json, "what", "string", "What happens.");
        property(json, "seconds", "integer", "How long.");
        json.writeEndObject();
        endArray(json);
        json.writeEndObject();
        endArray(json);
        json.writeEndObject();
    }

    private static void object(JsonGenerator json, List<String> required) throws IOException {
        json.writeStringField("type", "object");
        SchemaJson.list(json, "required", required);
        json.writeObjectFieldStart("properties");
    }

    private static void property(JsonGenerator json, String name, String type, String description) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        json.writeStringField("type", type);
        json.writeEndObject();
    }

    private static void words(JsonGenerator json, String name, String description, Enum<?>[] constants)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        SchemaJson.list(
                json,
                "enum",
                Arrays.stream(constants).map(constant -> word(constant.name())).toList());
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, String description) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("description", description);
        json.writeStringField("type", "array");
        json.writeObjectFieldStart("items");
    }

    private static void endArray(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }
}
