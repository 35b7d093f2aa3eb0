package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.plan.msk.MskProvision;
import io.trivet.plan.msk.MskVolume;
import io.trivet.platform.msk.MskAlarm;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A cluster on MSK as JSON. */
public final class MskJson {
    private MskJson() {}

    /** The text of {@code trivet show --format json}. */
    public static String of(MskProvision provision) {
        return Json.object(json -> {
            json.writeStringField("stack", provision.id());
            json.writeStringField("cluster", provision.cluster());
            json.writeStringField("name", provision.name());
            json.writeStringField("environment", provision.environment());
            json.writeStringField("region", provision.region());
            json.writeStringField("platform", "msk");
            json.writeStringField("type", provision.type().word());
            if (provision.version().isPresent()) {
                json.writeStringField("version", provision.version().get());
            }
            json.writeArrayFieldStart("zones");
            for (Zone zone : provision.zones()) {
                json.writeStartObject();
                json.writeStringField("name", zone.name());
                json.writeStringField("subnet", zone.subnet().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            brokers(provision, json);
            if (provision.configuration().isPresent()) {
                json.writeObjectFieldStart("configuration");
                json.writeStringField("name", provision.configuration().get().name());
                strings(json, "settings", provision.configuration().get().settings());
                json.writeEndObject();
            }
            json.writeObjectFieldStart("facts");
            for (Map.Entry<String, String> fact : MskSentences.of(provision).entrySet()) {
                json.writeStringField(fact.getKey().toLowerCase(Locale.ROOT), fact.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("alarms");
            for (MskAlarm alarm : provision.monitoring().alarms()) {
                alarm(alarm, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("topics");
            for (PlannedTopic topic : provision.topics()) {
                json.writeStartObject();
                json.writeStringField("name", topic.name());
                json.writeNumberField("partitions", topic.partitions());
                json.writeNumberField("replicas", topic.replicas());
                strings(json, "settings", topic.settings());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void brokers(MskProvision provision, JsonGenerator json) throws IOException {
        if (provision.brokers().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("brokers");
        json.writeNumberField("nodes", provision.brokers().get().nodes());
        json.writeStringField("instance", provision.brokers().get().instance());
        if (provision.brokers().get().volume().isPresent()) {
            MskVolume volume = provision.brokers().get().volume().get();
            json.writeNumberField("volumeGiB", volume.gib());
        }
        json.writeEndObject();
    }

    private static void alarm(MskAlarm alarm, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", alarm.name());
        json.writeStringField("metric", String.join(" + ", alarm.metrics()));
        json.writeStringField("comparison", alarm.comparison());
        json.writeNumberField("threshold", alarm.threshold());
        json.writeNumberField("minutes", alarm.minutes());
        json.writeStringField("tells", alarm.tells());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, SortedMap<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }
}
