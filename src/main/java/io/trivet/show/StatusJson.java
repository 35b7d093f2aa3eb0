package io.trivet.show;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * The nodes of a running cluster for programs: {@code {"nodes": [{node, zone, dnsName, address, ports, pid,
 * memoryBytes, exporter, state}]}}. What a node does not have is left out.
 */
public final class StatusJson {
    private StatusJson() {}

    /** The rows in their order. */
    public static String of(List<NodeStatus> rows) {
        return Json.object(json -> {
            json.writeArrayFieldStart("nodes");
            for (NodeStatus row : rows) {
                write(row, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(NodeStatus row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("node", row.node());
        json.writeStringField("zone", row.zone());
        json.writeStringField("dnsName", row.dnsName());
        json.writeStringField("address", row.address());
        json.writeArrayFieldStart("ports");
        for (int port : row.ports()) {
            json.writeNumber(port);
        }
        json.writeEndArray();
        if (row.pid().isPresent()) {
            json.writeNumberField("pid", row.pid().getAsLong());
        }
        if (row.memory().isPresent()) {
            json.writeNumberField("memoryBytes", row.memory().get().bytes());
        }
        if (!row.exporter().isEmpty()) {
            json.writeStringField("exporter", row.exporter());
        }
        json.writeStringField("state", row.state());
        json.writeEndObject();
    }
}
