package io.trivet.drill;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs described applications with schemas, from their rendered files alone: {@code UseSchemas <folder> <topic>
 * <jars>}. The program adds what its keys are, and the jars that its files name. One application registers the schema
 * of what it writes, another one writes with it and must not register a second, and a third one reads.
 */
public final class UseSchemas {
    private static final int EACH = 20;
    private static final String EVENT = """
            {"type": "record", "name": "Event", "fields": [{"name": "film", "type": "string"}]}
            """;
    private static final String OTHER = """
            {"type": "record", "name": "Event", "fields": [{"name": "film", "type": "string"},
             {"name": "at", "type": "long", "default": 0}]}
            """;

    private UseSchemas() {}

    public static void main(String[] args) throws Exception {
        Path clients = Path.of(args[0]);
        List<URL> urls = new ArrayList<>();
        for (String jar : args[2].split(File.pathSeparator)) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        try (URLClassLoader jars = new URLClassLoader(urls.toArray(URL[]::new), UseSchemas.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(jars);
            System.out.println("registrar wrote " + write(clients, "registrar", args[1], record(jars, EVENT)));
            System.out.println("writer wrote " + write(clients, "writer", args[1], record(jars, EVENT)));
            try {
                write(clients, "writer", args[1], record(jars, OTHER));
                System.out.println("writer wrote with a schema that is not registered");
                System.exit(1);
            } catch (Exception e) {
                System.out.println("writer failed with a schema that is not registered");
            }
            read(clients, args[1]);
        }
    }

    /** A record of Avro, whose classes are in the jars. */
    private static Object record(ClassLoader jars, String text) throws ReflectiveOperationException {
        Class<?> parser = jars.loadClass("org.apache.avro.Schema$Parser");
        Object schema = parser.getMethod("parse", String.class)
                .invoke(parser.getConstructor().newInstance(), text);
        Object record = jars.loadClass("org.apache.avro.generic.GenericData$Record")
                .getConstructor(jars.loadClass("org.apache.avro.Schema"))
                .newInstance(schema);
        record.getClass().getMethod("put", String.class, Object.class).invoke(record, "film", "Metropolis");
        if (text.equals(OTHER)) {
            record.getClass().getMethod("put", String.class, Object.class).invoke(record, "at", 1L);
        }
        return record;
    }

    private static int write(Path clients, String name, String topic, Object value) throws Exception {
        Properties properties = properties(clients, name, "producer");
        properties.put("key.serializer", StringSerializer.class);
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(properties)) {
            for (int i = 0; i < EACH; i++) {
                producer.send(new ProducerRecord<>(topic, name + i, value)).get();
            }
        }
        return EACH;
    }

    private static void read(Path clients, String topic) throws IOException {
        Properties properties = properties(clients, "reader", "consumer");
        properties.put("key.deserializer", StringDeserializer.class);
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(topic));
            int read = 0;
            while (read < 2 * EACH) {
                for (ConsumerRecord<String, Object> record : consumer.poll(Duration.ofSeconds(5))) {
                    if (!record.value().toString().equals("{\"film\": \"Metropolis\"}")) {
                        System.out.println("reader read " + record.value());
                        System.exit(1);
                    }
                    read++;
                }
            }
            System.out.println("reader read " + read);
        }
    }

    private static Properties properties(Path clients, String name, String role) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clients.resolve(name).resolve(role + ".properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
