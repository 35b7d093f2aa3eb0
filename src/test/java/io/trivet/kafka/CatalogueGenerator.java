package io.trivet.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.problem.Words;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the resource of a version out of that version's own classes, by reflection, since two versions are read in one
 * JVM.
 */
final class CatalogueGenerator {
    /** What {@code DynamicBrokerConfig} became between the versions. */
    private static final String DYNAMIC_JAVA = "org.apache.kafka.server.config.DynamicBrokerConfig";

    private static final String DYNAMIC_SCALA = "kafka.server.DynamicBrokerConfig$";
    private static final String MODES = "dynamicConfigUpdateModes";
    private static final String BROKER = "org.apache.kafka.server.config.AbstractKafkaConfig";
    private static final String TOPIC = "org.apache.kafka.storage.internals.log.LogConfig";
    private static final String SYNONYMS = "org.apache.kafka.server.config.ServerTopicConfigSynonyms";

    /** Who reads settings on the other side of the wire. */
    private static final List<String> CLIENTS = List.of("producers", "consumers", "administrators");

    private static final List<String> CLIENT_DEFINITIONS = List.of(
            "org.apache.kafka.clients.producer.ProducerConfig",
            "org.apache.kafka.clients.consumer.ConsumerConfig",
            "org.apache.kafka.clients.admin.AdminClientConfig");

    private static final Pattern RANGE_AND_MORE = Pattern.compile("\\[(-?\\d+),\\.\\.\\.,(-?\\d+)] or (-?\\d+)");
    private static final int LONGEST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fields of a line, in their order. */
    private static final List<String> ORDER = List.of(
            "name",
            "type",
            "default",
            "fallbacks",
            "least",
            "most",
            "words",
            "besides",
            "anyCase",
            "empty",
            "gaps",
            "releases",
            "importance",
            "update",
            "internal",
            "doc",
            "low",
            "high",
            "strict",
            "unlimited");

    /** What is read as the name of a constant, in upper or lower case, and is defined as any text. */
    private static final SortedMap<String, String> CONSTANTS =
            new TreeMap<>(Map.of("metrics.recording.level", "org.apache.kafka.common.metrics.Sensor$RecordingLevel"));

    private final KafkaJars jars;

    CatalogueGenerator(KafkaJars jars) {
        this.jars = jars;
    }

    /** {@code KafkaConfig}'s own definition. */
    Object brokerDefinition() throws ReflectiveOperationException {
        return jars.constant(BROKER, "CONFIG_DEF");
    }

    Object topicDefinition() throws ReflectiveOperationException {
        return jars.call(TOPIC, "configDefCopy");
    }

    /** Setting to {@code cluster-wide} or {@code per-broker}; some of the names are known to a running broker only. */
    SortedMap<String, String> updateModes() throws ReflectiveOperationException {
        Object modes = jars.has(DYNAMIC_JAVA) ? jars.call(DYNAMIC_JAVA, MODES) : scalaModes();
        SortedMap<String, String> sorted = new TreeMap<>();
        ((Map<?, ?>) modes).forEach((name, mode) -> sorted.put((String) name, (String) mode));
        return sorted;
    }

    private Object scalaModes() throws ReflectiveOperationException {
        Object module = jars.constant(DYNAMIC_SCALA, "MODULE$");
        return jars.withLoader(() -> module.getClass().getMethod(MODES).invoke(module));
    }

    /** The whole resource, one line per setting and per relation. */
    String json(KafkaVersion version) throws ReflectiveOperationException, JsonProcessingException {
        SortedMap<String, List<String>> synonyms = synonyms();
        SortedMap<String, Map<String, Object>> brokers = rows(brokerDefinition(), updateModes(), new TreeMap<>());
        SortedMap<String, Map<String, Object>> topics = rows(topicDefinition(), new TreeMap<>(), synonyms);
        KafkaJudge judge = new KafkaJudge(jars);
        SortedMap<String, String> first = file(version, version.modes().get(0), "broker");
        List<Map<String, Object>> brokerRelations = new StartProbe(
                        brokers,
                        name -> named(brokers, synonyms, name),
                        settings -> judge.server(over(first, settings)))
                .learn();
        List<Map<String, Object>> topicRelations =
                new StartProbe(topics, name -> name, settings -> judge.topic(settings, first)).learn();
        StartOnly.of(version).forEach(bound -> bound.narrow((bound.topic() ? topics : brokers).get(bound.name())));
        StringBuilder text = new StringBuilder();
        text.append("{\"kafka\":\"").append(version.text()).append("\",\n");
        append(text, "broker", brokers.values());
        text.append(",\n");
        append(text, "topic", topics.values());
        text.append(",\n");
        text.append("\"clients\":")
                .append(clients(brokers.keySet(), topics.keySet()))
                .append(",\n");
        append(text, "brokerRelations", brokerRelations);
        text.append(",\n");
        append(text, "topicRelations", topicRelations);
        return text.append("}\n").toString();
    }

    /** Kafka checks the logs of a broker by the names that topics use. */
    private static String named(
            SortedMap<String, Map<String, Object>> brokers, SortedMap<String, List<String>> synonyms, String name) {
        return brokers.containsKey(name)
                ? name
                : synonyms.getOrDefault(name, List.of(name)).get(0);
    }

    /** A file with which a server starts. */
    static SortedMap<String, String> file(KafkaVersion version, MetadataMode mode, String role) {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("listeners", (role.equals("broker") ? "PLAINTEXT" : "CONTROLLER") + "://127.0.0.1:9092");
        if (mode == MetadataMode.ZOOKEEPER) {
            settings.put("broker.id", "1");
            settings.put("zookeeper.connect", "127.0.0.1:2181");
        } else {
            settings.put("node.id", "1");
            settings.put("process.roles", role);
            settings.put("controller.listener.names", "CONTROLLER");
            settings.put("controller.quorum.bootstrap.servers", "127.0.0.1:9093");
            settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        }
        return settings;
    }

    private static Map<String, String> over(SortedMap<String, String> file, Map<String, String> settings) {
        SortedMap<String, String> all = new TreeMap<>(file);
        all.putAll(settings);
        return all;
    }

    /** What no server and no topic reads, and whose it is; one a line. */
    private String clients(Set<String> brokers, Set<String> topics)
            throws ReflectiveOperationException, JsonProcessingException {
        SortedMap<String, List<String>> readers = new TreeMap<>();
        for (int i = 0; i < CLIENTS.size(); i++) {
            for (Object name : (Set<?>) jars.call(CLIENT_DEFINITIONS.get(i), "configNames")) {
                readers.computeIfAbsent((String) name, none -> new ArrayList<>())
                        .add(CLIENTS.get(i));
            }
        }
        readers.keySet().removeAll(brokers);
        readers.keySet().removeAll(topics);
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, List<String>> reader : readers.entrySet()) {
            String whose = reader.getValue().equals(CLIENTS) ? "clients" : Words.list(reader.getValue());
            lines.add(JSON.writeValueAsString(reader.getKey()) + ":" + JSON.writeValueAsString(whose));
        }
        return "{\n" + String.join(",\n", lines) + "\n}";
    }

    static void append(StringBuilder text, String name, Collection<Map<String, Object>> rows)
            throws JsonProcessingException {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> ordered = new LinkedHashMap<>();
            ORDER.stream().filter(row::containsKey).forEach(field -> ordered.put(field, row.get(field)));
            lines.add(JSON.writeValueAsString(ordered));
        }
        text.append('"').append(name).append("\":[\n");
        text.append(String.join(",\n", lines)).append("\n]");
    }

    private SortedMap<String, List<String>> synonyms() throws ReflectiveOperationException {
        SortedMap<String, List<String>> synonyms = new TreeMap<>();
        Map<?, ?> all = (Map<?, ?>) jars.constant(SYNONYMS, "ALL_TOPIC_CONFIG_SYNONYMS");
        for (Map.Entry<?, ?> entry : all.entrySet()) {
            List<String> names = new ArrayList<>();
            for (Object synonym : (List<?>) entry.getValue()) {
                names.add((String) synonym.getClass().getMethod("name").invoke(synonym));
            }
            synonyms.put((String) entry.getKey(), names);
        }
        return synonyms;
    }

    static SortedMap<String, Object> keys(Object definition) throws ReflectiveOperationException {
        SortedMap<String, Object> keys = new TreeMap<>();
        Object all = definition.getClass().getMethod("configKeys").invoke(definition);
        ((Map<?, ?>) all).forEach((name, key) -> keys.put((String) name, key));
        return keys;
    }

    SortedMap<String, Map<String, Object>> rows(
            Object definition, SortedMap<String, String> modes, SortedMap<String, List<String>> synonyms)
            throws ReflectiveOperationException {
        SortedMap<String, Map<String, Object>> rows = new TreeMap<>();
        for (Map.Entry<String, Object> entry : keys(definition).entrySet()) {
            Map<String, Object> row = new LinkedHashMap<>();
            String name = entry.getKey();
            Object key = entry.getValue();
            row.put("name", name);
            row.put("type", lower(KafkaJars.field(key, "type")));
            putDefault(row, key);
            if (synonyms.containsKey(name)) {
                row.put("fallbacks", synonyms.get(name));
            }
            Object validator = KafkaJars.field(key, "validator");
            if (validator != null) {
                putAllowed(row, validator);
            }
            if (validator == null && CONSTANTS.containsKey(name)) {
                row.put("words", constants(CONSTANTS.get(name)));
                row.put("anyCase", true);
            }
            row.put("importance", lower(KafkaJars.field(key, "importance")));
            if (modes.containsKey(name)) {
                row.put("update", modes.get(name));
            }
            if ((boolean) KafkaJars.field(key, "internalConfig")) {
                row.put("internal", true);
            }
            row.put("doc", firstSentence(String.valueOf(KafkaJars.field(key, "documentation"))));
            rows.put(name, row);
        }
        return rows;
    }

    private void putDefault(Map<String, Object> row, Object key) throws ReflectiveOperationException {
        Object value = KafkaJars.field(key, "defaultValue");
        boolean given = (boolean) key.getClass().getMethod("hasDefault").invoke(key);
        if (given && value != null) {
            Class<?> definition = jars.type("org.apache.kafka.common.config.ConfigDef");
            Class<?> type = jars.type("org.apache.kafka.common.config.ConfigDef$Type");
            row.put(
                    "default",
                    definition
                            .getMethod("convertToString", Object.class, type)
                            .invoke(null, value, KafkaJars.field(key, "type")));
        }
    }

    private void putAllowed(Map<String, Object> row, Object validator) throws ReflectiveOperationException {
        switch (validator.getClass().getSimpleName()) {
            case "Range" -> {
                putText(row, "least", KafkaJars.field(validator, "min"));
                putText(row, "most", KafkaJars.field(validator, "max"));
            }
            case "ValidString" -> row.put("words", KafkaJars.field(validator, "validStrings"));
            case "CaseInsensitiveValidString" -> {
                row.put(
                        "words",
                        new ArrayList<>((Collection<?>) KafkaJars.field(validator, "validStrings"))
                                .stream().map(String::valueOf).sorted().toList());
                row.put("anyCase", true);
            }
            case "ValidList" -> putList(row, validator);
            case "MetadataVersionValidator" -> {
                row.put("words", releases());
                row.put("releases", true);
            }
            case "NonEmptyString" -> row.put("empty", false);
            default -> {
                Matcher range = RANGE_AND_MORE.matcher(validator.toString());
                if (range.matches()) {
                    row.put("least", range.group(1));
                    row.put("most", range.group(2));
                    row.put("besides", List.of(range.group(3)));
                }
            }
        }
    }

    private List<String> constants(String type) throws ReflectiveOperationException {
        return Stream.of(jars.type(type).getEnumConstants())
                .map(String::valueOf)
                .toList();
    }

    /** Every name that a level of Kafka's metadata has: {@code 3.9} and {@code 3.9-IV0}. */
    private List<String> releases() throws ReflectiveOperationException {
        Class<?> versions = jars.type("org.apache.kafka.server.common.MetadataVersion");
        Set<String> names = new LinkedHashSet<>();
        Field known = versions.getDeclaredField("IBP_VERSIONS");
        known.setAccessible(true);
        for (Object version : versions.getEnumConstants()) {
            names.add((String) versions.getMethod("shortVersion").invoke(version));
            names.add((String) versions.getMethod("version").invoke(version));
        }
        names.retainAll(((Map<?, ?>) known.get(null)).keySet());
        return List.copyOf(names);
    }

    private static void putList(Map<String, Object> row, Object validator) throws ReflectiveOperationException {
        List<?> words = (List<?>) KafkaJars.field(KafkaJars.field(validator, "validString"), "validStrings");
        if (!words.isEmpty()) {
            row.put("words", words);
        }
        try {
            row.put("empty", KafkaJars.field(validator, "isEmptyAllowed"));
            row.put("gaps", false);
        } catch (NoSuchFieldException e) {
            // Kafka 3 takes an empty list and empty members.
        }
    }

    private static void putText(Map<String, Object> row, String name, Object value) {
        if (value != null) {
            row.put(name, value.toString());
        }
    }

    private static String lower(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    /** Up to the first full stop that ends a sentence, without tags, in one line. */
    static String firstSentence(String documentation) {
        String plain = documentation
                .replaceAll("(?i)<br\\s*/?>|</?(p|ul|li|ol)>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
        Matcher end =
                Pattern.compile("(?<!e\\.g|i\\.e|etc|vs)\\.(?= [A-Z(\"'`]|$)").matcher(plain);
        String sentence = end.find() ? plain.substring(0, end.end()) : plain;
        return sentence.length() <= LONGEST
                ? sentence
                : sentence.substring(0, sentence.lastIndexOf(' ', LONGEST)) + " \u2026";
    }
}
