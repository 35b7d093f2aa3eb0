package io.trivet.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the catalogue of mirrors of a version, from the classes in its own jars. */
final class MirrorCatalogueGenerator {
    private static final String PACKAGE = "org.apache.kafka.connect.mirror.";
    static final String WORKER = "worker";

    /** The configurations of the connectors of a flow, which are given the same text. */
    static final List<String> CONNECTORS = List.of("MirrorSource", "MirrorCheckpoint", "MirrorHeartbeat");

    private final KafkaJars jars;
    private final CatalogueGenerator generator;

    MirrorCatalogueGenerator(KafkaJars jars) {
        this.jars = jars;
        this.generator = new CatalogueGenerator(jars);
    }

    /**
     * What MirrorMaker makes of a file for all that is copied to a cluster, by the flow and what is given it:
     * {@code west->east worker}, {@code west->east MirrorSource}. It looks through all its jars each time, which takes
     * a second.
     */
    static SortedMap<String, Map<String, String>> given(KafkaJars jars, Map<String, String> file, String target)
            throws ReflectiveOperationException {
        SortedMap<String, Map<String, String>> given = new TreeMap<>();
        jars.withLoader(() -> {
            Class<?> type = jars.type(PACKAGE + "MirrorMakerConfig");
            Class<?> flowType = jars.type(PACKAGE + "SourceAndTarget");
            Object maker = type.getConstructor(Map.class).newInstance(file);
            for (Object flow : (List<?>) type.getMethod("clusterPairs").invoke(maker)) {
                if (flowType.getMethod("target").invoke(flow).equals(target)) {
                    given.put(
                            flow + " " + WORKER,
                            strings(type.getMethod("workerConfig", flowType).invoke(maker, flow)));
                    for (String connector : CONNECTORS) {
                        given.put(
                                flow + " " + connector,
                                strings(type.getMethod("connectorBaseConfig", flowType, Class.class)
                                        .invoke(maker, flow, jars.type(PACKAGE + connector + "Connector"))));
                    }
                }
            }
            return given;
        });
        return given;
    }

    private static Map<String, String> strings(Object map) {
        Map<String, String> strings = new TreeMap<>();
        ((Map<?, ?>) map).forEach((name, value) -> strings.put("" + name, "" + value));
        return strings;
    }

    /** The settings of the consumer at the source that a connector makes of what it is given. */
    static Map<String, String> consumer(KafkaJars jars, Map<String, String> settings)
            throws ReflectiveOperationException {
        Method made = jars.type(PACKAGE + "MirrorConnectorConfig").getDeclaredMethod("sourceConsumerConfig", Map.class);
        made.setAccessible(true);
        return strings(jars.withLoader(() -> made.invoke(null, settings)));
    }

    /** Reads what is given as that by which it goes: a worker, or one of the connectors. */
    static void read(KafkaJars jars, String kind, Map<String, String> settings) throws ReflectiveOperationException {
        String type = kind.equals(WORKER)
                ? "org.apache.kafka.connect.runtime.distributed.DistributedConfig"
                : PACKAGE + kind + "Config";
        jars.withLoader(() -> jars.type(type).getConstructor(Map.class).newInstance(settings));
    }

    /** The whole resource, one line per setting. */
    String json(KafkaVersion version) throws ReflectiveOperationException, JsonProcessingException {
        SortedMap<String, Map<String, Object>> flow = new TreeMap<>();
        for (String connector : CONNECTORS) {
            flow.putAll(rows(definition(jars.type(PACKAGE + connector + "Config"), "CONNECTOR_CONFIG_DEF")));
        }
        StringBuilder text = new StringBuilder();
        text.append("{\"kafka\":\"").append(version.text()).append("\",\n");
        CatalogueGenerator.append(text, "flow", flow.values());
        return text.append("}\n").toString();
    }

    private SortedMap<String, Map<String, Object>> rows(Object definition) throws ReflectiveOperationException {
        return generator.rows(definition, new TreeMap<>(), new TreeMap<>());
    }

    private Object definition(Class<?> type, String name) throws ReflectiveOperationException {
        return jars.withLoader(() -> {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        });
    }
}
