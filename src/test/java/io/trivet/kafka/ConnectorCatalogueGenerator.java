package io.trivet.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the catalogue of what Connect itself knows of connectors in a version, from the classes in its own jars. */
final class ConnectorCatalogueGenerator {
    private static final String RUNTIME = "org.apache.kafka.connect.runtime.";
    private static final Map<String, String> DEFINITIONS = new LinkedHashMap<>();

    /** What classes of the jars must be, by what takes them. */
    private static final Map<String, List<String>> CLASSES = new LinkedHashMap<>();

    static {
        DEFINITIONS.put("source", RUNTIME + "SourceConnectorConfig");
        DEFINITIONS.put("sink", RUNTIME + "SinkConnectorConfig");
        CLASSES.put(
                "connector",
                List.of(
                        "org.apache.kafka.connect.source.SourceConnector",
                        "org.apache.kafka.connect.sink.SinkConnector"));
        CLASSES.put("predicates", List.of("org.apache.kafka.connect.transforms.predicates.Predicate"));
        CLASSES.put("transforms", List.of("org.apache.kafka.connect.transforms.Transformation"));
    }

    private final KafkaJars jars;
    private final CatalogueGenerator generator;

    ConnectorCatalogueGenerator(KafkaJars jars) {
        this.jars = jars;
        this.generator = new CatalogueGenerator(jars);
    }

    /** The whole resource, one line per setting. */
    String json(KafkaVersion version) throws ReflectiveOperationException, IOException {
        StringBuilder text = new StringBuilder();
        text.append("{\"kafka\":\"").append(version.text()).append("\",\n");
        for (Map.Entry<String, String> kind : DEFINITIONS.entrySet()) {
            CatalogueGenerator.append(
                    text,
                    kind.getKey(),
                    generator
                            .rows(jars.call(kind.getValue(), "configDef"), new TreeMap<>(), new TreeMap<>())
                            .values());
            text.append(",\n");
        }
        SortedMap<String, List<String>> classes = new TreeMap<>();
        for (Map.Entry<String, List<String>> kind : CLASSES.entrySet()) {
            TreeSet<String> names = new TreeSet<>();
            for (String service : kind.getValue()) {
                names.addAll(WorkerCatalogueGenerator.named(jars, service));
            }
            classes.put(kind.getKey(), List.copyOf(names));
        }
        return text.append("\"classes\":")
                .append(new ObjectMapper().writeValueAsString(classes))
                .append("}\n")
                .toString();
    }
}
