package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.operate.TopicDelta;
import io.trivet.operate.TopicStep;
import java.io.IOException;
import java.util.Map;

/**
 * What differs between the topics of a cluster and those of its description, for programs: {@code {stack, bootstrap,
 * described, applied, changes: [{change, topic, …}], refused: [{id, topic, key, found, must, mend}]}}.
 */
public final class TopicsJson {
    private TopicsJson() {}

    /** The text of {@code trivet operate topics --format json}. */
    public static String of(TopicsShown shown) {
        return Json.object(json -> {
            json.writeStringField("stack", shown.stack());
            json.writeStringField("bootstrap", shown.bootstrap());
            json.writeNumberField("described", shown.described());
            json.writeBooleanField("applied", shown.applied());
            json.writeArrayFieldStart("changes");
            for (TopicStep step : shown.delta().steps()) {
                step(step, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("refused");
            for (TopicDelta.Refusal refusal : shown.delta().refusals()) {
                json.writeStartObject();
                json.writeStringField("id", refusal.id());
                json.writeStringField("topic", refusal.topic());
                json.writeStringField("key", refusal.key());
                json.writeStringField("found", refusal.found());
                json.writeStringField("must", refusal.must());
                json.writeStringField("mend", refusal.mend());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void step(TopicStep step, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", TopicsText.word(step));
        json.writeStringField("topic", step.topic());
        if (step instanceof TopicStep.Create create) {
            json.writeNumberField("partitions", create.wanted().partitions());
            json.writeNumberField("replicas", create.wanted().replicas());
            json.writeObjectFieldStart("settings");
            for (Map.Entry<String, String> setting : create.wanted().settings().entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
        } else if (step instanceof TopicStep.Grow grow) {
            json.writeNumberField("from", grow.from());
            json.writeNumberField("to", grow.to());
        } else if (step instanceof TopicStep.Set set) {
            json.writeStringField("setting", set.setting());
            json.writeStringField("from", set.from());
            json.writeStringField("to", set.to());
            json.writeBooleanField("keepsLess", set.keepsLess());
        } else {
            throw new AssertionError(step);
        }
        json.writeEndObject();
    }
}
