package io.trivet.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the catalogue of workers of a version, from the classes in its own jars. */
final class WorkerCatalogueGenerator {
    static final String WORKER = "org.apache.kafka.connect.runtime.distributed.DistributedConfig";

    private static final String POLICY =
            "org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy";

    /** What classes of the jars must be, by the setting that takes them. */
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    private static final Map<String, String> CLIENTS = new LinkedHashMap<>();

    static {
        CLASSES.put("connector.client.config.override.policy", POLICY);
        CLASSES.put("header.converter", "org.apache.kafka.connect.storage.HeaderConverter");
        CLASSES.put("key.converter", "org.apache.kafka.connect.storage.Converter");
        CLASSES.put("value.converter", "org.apache.kafka.connect.storage.Converter");
        CLIENTS.put("producer", "org.apache.kafka.clients.producer.ProducerConfig");
        CLIENTS.put("consumer", "org.apache.kafka.clients.consumer.ConsumerConfig");
        CLIENTS.put("admin", "org.apache.kafka.clients.admin.AdminClientConfig");
    }

    private final KafkaJars jars;
    private final CatalogueGenerator generator;

    WorkerCatalogueGenerator(KafkaJars jars) {
        this.jars = jars;
        this.generator = new CatalogueGenerator(jars);
    }

    /** A file with which a worker starts. */
    static SortedMap<String, String> file() {
        SortedMap<String, String> file = new TreeMap<>();
        file.put("bootstrap.servers", "127.0.0.1:9092");
        file.put("group.id", "workers");
        for (String topic : List.of("config", "offset", "status")) {
            file.put(topic + ".storage.topic", topic);
        }
        for (String converter : List.of("key", "value")) {
            file.put(converter + ".converter", "org.apache.kafka.connect.json.JsonConverter");
        }
        return file;
    }

    /** What {@code DistributedConfig} makes of a file. */
    static Object config(KafkaJars jars, Map<String, String> file) throws ReflectiveOperationException {
        return jars.withLoader(() -> jars.type(WORKER).getConstructor(Map.class).newInstance(file));
    }

    /** The whole resource, one line per setting. */
    String json(KafkaVersion version) throws ReflectiveOperationException, IOException {
        StringBuilder text = new StringBuilder();
        text.append("{\"kafka\":\"").append(version.text()).append("\",\n");
        append(text, "worker", KafkaJars.field(config(jars, file()), "definition"));
        for (Map.Entry<String, String> client : CLIENTS.entrySet()) {
            append(text, client.getKey(), jars.call(client.getValue(), "configDef"));
        }
        return text.append("\"classes\":").append(classes()).append("}\n").toString();
    }

    private void append(StringBuilder text, String name, Object definition)
            throws ReflectiveOperationException, JsonProcessingException {
        SortedMap<String, Map<String, Object>> rows = generator.rows(definition, new TreeMap<>(), new TreeMap<>());
        CatalogueGenerator.append(text, name, rows.values());
        text.append(",\n");
    }

    /** Of a policy workers know the short name, too, which leaves out what it is. */
    private String classes() throws IOException {
        SortedMap<String, List<String>> classes = new TreeMap<>();
        for (Map.Entry<String, String> kind : CLASSES.entrySet()) {
            TreeSet<String> names = named(jars, kind.getValue());
            if (kind.getValue().equals(POLICY)) {
                List.copyOf(names)
                        .forEach(name -> names.add(name.replaceFirst(".*\\.", "")
                                .replaceFirst("ConnectorClientConfigOverridePolicy$", "")));
            }
            classes.put(kind.getKey(), new ArrayList<>(names));
        }
        return new ObjectMapper().writeValueAsString(classes);
    }

    /** The classes that jars name as services of a kind. */
    static TreeSet<String> named(KafkaJars jars, String kind) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (URL file : Collections.list(jars.loader().findResources("META-INF/services/" + kind))) {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(names::add);
            }
        }
        return names;
    }
}
