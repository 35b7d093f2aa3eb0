package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trivet.layout.DnsRecord;
import io.trivet.layout.Node;
import io.trivet.layout.PlannedTopic;
import io.trivet.layout.Zone;
import io.trivet.process.Port;
import io.trivet.stack.Address;
import java.io.IOException;
import java.util.Map;

/**
 * The layout of a cluster for programs: all of it, however large; ports by name, nodes in the order in which they
 * start.
 */
public final class LayoutJson {
    private LayoutJson() {}

    /** The text of {@code trivet show --format json}. */
    public static String of(Overview shown) {
        return Json.object(json -> {
            header(shown, json);
            json.writeArrayFieldStart("zones");
            for (Zone zone : shown.layout().zones()) {
                json.writeStartObject();
                json.writeStringField("name", zone.name());
                json.writeStringField("subnet", zone.subnet().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("nodes");
            for (Overview.ShownNode node : shown.nodes()) {
                node(node, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("records");
            for (DnsRecord dns : shown.records()) {
                dns(dns, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("topics");
            for (Overview.ShownTopic topic : shown.topics()) {
                topic(topic, json);
            }
            json.writeEndArray();
        });
    }

    private static void header(Overview shown, JsonGenerator json) throws IOException {
        json.writeStringField("stack", shown.stack());
        json.writeStringField("cluster", shown.cluster());
        json.writeStringField("environment", shown.environment());
        if (!shown.region().isEmpty()) {
            json.writeStringField("region", shown.region());
        }
        json.writeObjectFieldStart("kafka");
        json.writeStringField("version", shown.kafka());
        json.writeStringField("metadata", shown.metadata());
        json.writeEndObject();
        json.writeStringField("clusterId", shown.layout().clusterId());
        json.writeObjectFieldStart("bootstrap");
        json.writeStringField("name", shown.layout().bootstrapName());
        json.writeStringField("endpoints", shown.endpoints());
        json.writeEndObject();
    }

    private static void node(Overview.ShownNode shown, JsonGenerator json) throws IOException {
        Node node = shown.node();
        json.writeStartObject();
        json.writeStringField("name", node.name());
        json.writeStringField("role", node.role().word());
        json.writeNumberField("id", node.id());
        json.writeStringField("zone", node.zone().name());
        json.writeStringField("address", node.address().toString());
        json.writeStringField("dnsName", node.dnsName());
        json.writeObjectFieldStart("ports");
        for (Port port : shown.ports()) {
            json.writeNumberField(port.name(), port.number());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void dns(DnsRecord dns, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", dns.name());
        json.writeStringField("type", "A");
        json.writeNumberField("ttlSeconds", dns.ttl().duration().toSeconds());
        json.writeArrayFieldStart("addresses");
        for (Address address : dns.addresses()) {
            json.writeString(address.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void topic(Overview.ShownTopic shown, JsonGenerator json) throws IOException {
        PlannedTopic topic = shown.topic();
        json.writeStartObject();
        json.writeStringField("name", topic.name());
        json.writeNumberField("partitions", topic.partitions());
        json.writeBooleanField("byGuideline", shown.byGuideline());
        json.writeNumberField("replicas", topic.replicas());
        json.writeObjectFieldStart("settings");
        for (Map.Entry<String, String> setting : topic.settings().entrySet()) {
            json.writeStringField(setting.getKey(), setting.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
