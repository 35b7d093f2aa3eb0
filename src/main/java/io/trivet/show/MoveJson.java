package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.plan.move.Loss;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import java.io.IOException;
import java.util.Optional;

/** A move to another platform for programs. */
public final class MoveJson {
    private MoveJson() {}

    /** The text of {@code trivet show --as --format json}. */
    public static String of(MoveShown shown) {
        return Json.object(json -> {
            json.writeStringField("stack", shown.move().before().id());
            json.writeStringField("cluster", shown.move().before().name());
            platform("from", shown.move().before(), json);
            platform("to", shown.move().after(), json);
            json.writeArrayFieldStart("losses");
            for (Loss loss : shown.move().losses()) {
                json.writeStartObject();
                json.writeStringField("path", loss.path());
                json.writeStringField("was", loss.was());
                json.writeStringField("lost", loss.lost());
                json.writeStringField("instead", loss.instead());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("keys", shown.keys());
            DeltaJson.cost("costBefore", shown.costBefore(), json);
            DeltaJson.cost("costAfter", shown.costAfter(), json);
        });
    }

    private static void platform(String name, Description<?> description, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("platform", description.platform().word());
        Optional<MskType> type = description.on(
                ec2 -> Optional.empty(), msk -> Optional.of(msk.on().msk().type()), service -> Optional.empty());
        if (type.isPresent()) {
            json.writeStringField("type", type.get().word());
        }
        json.writeEndObject();
    }
}
