package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.layout.PlannedTopic;
import io.trivet.plan.ExternalProvision;
import io.trivet.process.ClientAccess;
import io.trivet.process.ConfigFile;
import java.io.IOException;
import java.util.Map;

/** What stands around a cluster that somebody else runs, for programs. */
public final class ExternalJson {
    private ExternalJson() {}

    /** The text of {@code trivet show --format json}. */
    public static String of(ExternalProvision shown) {
        return Json.object(json -> {
            json.writeStringField("stack", shown.id());
            json.writeStringField("cluster", shown.cluster());
            json.writeStringField("environment", shown.environment());
            if (!shown.region().isEmpty()) {
                json.writeStringField("region", shown.region());
            }
            json.writeStringField("service", shown.service().word());
            access(shown.access(), json);
            if (!shown.secret().isEmpty()) {
                json.writeStringField("secret", shown.secret());
            }
            json.writeArrayFieldStart("aliases");
            for (ExternalProvision.Alias alias : shown.aliases()) {
                json.writeStartObject();
                json.writeStringField("name", alias.name());
                json.writeStringField("host", alias.host());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("topics");
            for (PlannedTopic topic : shown.topics()) {
                topic(topic, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("files");
            for (ConfigFile file : shown.files()) {
                json.writeString(file.path().substring(1));
            }
            json.writeEndArray();
        });
    }

    private static void access(ClientAccess access, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("bootstrap");
        for (String server : access.bootstrap()) {
            json.writeString(server);
        }
        json.writeEndArray();
        json.writeStringField("protocol", access.protocol().name());
        if (access.login() instanceof ClientAccess.Login.Password password) {
            json.writeStringField("mechanism", password.mechanism().text());
        }
        if (!access.authority().isEmpty()) {
            json.writeStringField("authority", access.authority());
        }
        json.writeArrayFieldStart("variables");
        for (String variable : access.variables()) {
            json.writeString(variable);
        }
        json.writeEndArray();
    }

    private static void topic(PlannedTopic topic, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", topic.name());
        json.writeNumberField("partitions", topic.partitions());
        json.writeNumberField("replicas", topic.replicas());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : topic.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
