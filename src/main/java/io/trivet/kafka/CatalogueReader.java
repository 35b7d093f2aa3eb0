package io.trivet.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the resource of a version token by token: binding by reflection would cost more than all the rest. */
final class CatalogueReader {
    private CatalogueReader() {}

    /** Name of the resource of a version, beside this class. */
    static String resource(KafkaVersion version) {
        return "kafka-" + version.text() + ".json";
    }

    /** Name of the resource of a version of workers, beside this class. */
    static String resourceOfWorkers(KafkaVersion version) {
        return "connect-" + version.text() + ".json";
    }

    /** Name of the resource of a version of MirrorMaker, beside this class. */
    static String resourceOfMirrors(KafkaVersion version) {
        return "mirror-" + version.text() + ".json";
    }

    /** Name of the resource of a version of connectors, beside this class. */
    static String resourceOfConnectors(KafkaVersion version) {
        return "connector-" + version.text() + ".json";
    }

    /** Makes something of an open resource. */
    private interface Made<T> {
        T of(InputStream in) throws IOException;
    }

    static Catalogue read(KafkaVersion version) {
        return read(resource(version), in -> read(version, in));
    }

    static WorkerCatalogue readWorker(KafkaVersion version) {
        return read(resourceOfWorkers(version), in -> readWorker(version, in));
    }

    static MirrorCatalogue readMirror(KafkaVersion version) {
        return read(resourceOfMirrors(version), in -> readMirror(version, in));
    }

    static ConnectorCatalogue readConnector(KafkaVersion version) {
        return read(resourceOfConnectors(version), in -> readConnector(version, in));
    }

    private static <T> T read(String resource, Made<T> made) {
        try (InputStream in = CatalogueReader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource + "; this is a bug in Trivet");
            }
            return made.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read; this is a bug in Trivet", e);
        }
    }

    private static WorkerCatalogue readWorker(KafkaVersion version, InputStream in) throws IOException {
        SortedMap<String, Setting> worker = new TreeMap<>();
        SortedMap<String, SortedMap<String, Setting>> clients = new TreeMap<>();
        SortedMap<String, List<String>> classes = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "kafka" -> parser.skipChildren();
                    case "worker" -> settings(parser, worker, UpdateMode.RESTART);
                    case "classes" -> classes(parser, classes);
                    case "producer", "consumer", "admin" -> {
                        SortedMap<String, Setting> settings = new TreeMap<>();
                        settings(parser, settings, UpdateMode.RESTART);
                        clients.put(field + ".", settings);
                    }
                    default -> throw new IOException("unknown field " + field);
                }
            }
        }
        return new WorkerCatalogue(version, worker, clients, classes);
    }

    private static void classes(JsonParser parser, SortedMap<String, List<String>> classes) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            classes.put(name, texts(parser));
        }
    }

    private static ConnectorCatalogue readConnector(KafkaVersion version, InputStream in) throws IOException {
        SortedMap<String, Setting> source = new TreeMap<>();
        SortedMap<String, Setting> sink = new TreeMap<>();
        SortedMap<String, List<String>> classes = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "kafka" -> parser.skipChildren();
                    case "source" -> settings(parser, source, UpdateMode.CLUSTER_WIDE);
                    case "sink" -> settings(parser, sink, UpdateMode.CLUSTER_WIDE);
                    case "classes" -> classes(parser, classes);
                    default -> throw new IOException("unknown field " + field);
                }
            }
        }
        return new ConnectorCatalogue(version, source, sink, classes);
    }

    private static MirrorCatalogue readMirror(KafkaVersion version, InputStream in) throws IOException {
        SortedMap<String, Setting> flow = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "kafka" -> parser.skipChildren();
                    case "flow" -> settings(parser, flow, UpdateMode.RESTART);
                    default -> throw new IOException("unknown field " + field);
                }
            }
        }
        return new MirrorCatalogue(version, flow);
    }

    static Catalogue read(KafkaVersion version, InputStream in) throws IOException {
        SortedMap<String, Setting> brokers = new TreeMap<>();
        SortedMap<String, Setting> topics = new TreeMap<>();
        SortedMap<String, String> clients = new TreeMap<>();
        List<Relation> ofBrokers = new ArrayList<>();
        List<Relation> ofTopics = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "broker" -> settings(parser, brokers, UpdateMode.RESTART);
                    case "topic" -> settings(parser, topics, UpdateMode.CLUSTER_WIDE);
                    case "clients" -> names(parser, clients);
                    case "brokerRelations" -> relations(parser, ofBrokers);
                    case "topicRelations" -> relations(parser, ofTopics);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Catalogue(version, brokers, topics, clients, new Relations(ofBrokers, ofTopics));
    }

    private static void names(JsonParser parser, SortedMap<String, String> names) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            names.put(name, parser.getText());
        }
    }

    private static void relations(JsonParser parser, List<Relation> relations) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String low = "";
            String high = "";
            boolean strict = false;
            boolean unlimited = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "low" -> low = parser.getText();
                    case "high" -> high = parser.getText();
                    case "strict" -> strict = parser.getBooleanValue();
                    case "unlimited" -> unlimited = parser.getBooleanValue();
                    default -> throw new IOException("unknown field " + field + " of a relation");
                }
            }
            relations.add(new Relation(low, high, strict, unlimited));
        }
    }

    private static void settings(JsonParser parser, SortedMap<String, Setting> settings, UpdateMode update)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Setting setting = setting(parser, update);
            settings.put(setting.name(), setting);
        }
    }

    private static Setting setting(JsonParser parser, UpdateMode usual) throws IOException {
        String name = "";
        SettingType type = SettingType.STRING;
        boolean present = false;
        String text = "";
        List<String> fallbacks = List.of();
        String least = "";
        String most = "";
        List<String> words = List.of();
        List<String> besides = List.of();
        boolean anyCase = false;
        boolean empty = true;
        boolean gaps = true;
        boolean releases = false;
        Importance importance = Importance.LOW;
        UpdateMode update = usual;
        boolean internal = false;
        String documentation = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = parser.getText();
                case "type" -> type = SettingType.valueOf(upper(parser));
                case "default" -> {
                    present = true;
                    text = parser.getText();
                }
                case "fallbacks" -> fallbacks = texts(parser);
                case "least" -> least = parser.getText();
                case "most" -> most = parser.getText();
                case "words" -> words = texts(parser);
                case "besides" -> besides = texts(parser);
                case "anyCase" -> anyCase = parser.getBooleanValue();
                case "empty" -> empty = parser.getBooleanValue();
                case "gaps" -> gaps = parser.getBooleanValue();
                case "releases" -> releases = parser.getBooleanValue();
                case "importance" -> importance = Importance.valueOf(upper(parser));
                case "update" -> update = UpdateMode.valueOf(upper(parser).replace('-', '_'));
                case "internal" -> internal = parser.getBooleanValue();
                case "doc" -> documentation = parser.getText();
                default -> throw new IOException("unknown field " + field + " of " + name);
            }
        }
        return new Setting(
                name,
                type,
                new Fallback(fallbacks, present, text),
                new Allowed(least, most, words, besides, anyCase, empty, gaps, releases),
                importance,
                update,
                internal,
                documentation);
    }

    private static String upper(JsonParser parser) throws IOException {
        return parser.getText().toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.getText());
        }
        return texts;
    }
}
