package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trivet.edge.local.artifact.JarsOf;
import io.trivet.plan.Plan;
import io.trivet.process.ConfigFile;
import io.trivet.rule.Rules;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The serialisers of AWS Glue with the settings of rendered files, against moto: who registers, who fails, who reads,
 * and that each makes the calls that its policy allows and no others.
 */
final class GlueIT {
    private static final String REGISTRY = "films-dev-schemas";
    private static final String SCHEMA =
            "{\"type\": \"record\", \"name\": \"Event\", \"fields\": [{\"name\": \"film\", \"type\": \"string\"}]}";
    /** The same with one field more, which readers of either take. */
    private static final String LATER =
            SCHEMA.replace("]}", ", {\"name\": \"at\", \"type\": \"long\", \"default\": 0}]}");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the libraries of AWS look for who they are. */
    private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    /** What was asked since it was last looked at, {@code GetSchemaVersion}. */
    private final SortedSet<String> asked = Collections.synchronizedSortedSet(new TreeSet<>());

    @TempDir
    private Path folder;

    @Test
    void each_application_makes_the_calls_that_its_policy_allows() throws Exception {
        SortedMap<String, String> files = files();
        CREDENTIALS.forEach(name -> System.setProperty(name, "test"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (MotoServer aws = new MotoServer("unused", folder.resolve("moto.log"));
                URLClassLoader jars = JarsOf.library("software.amazon.glue:schema-registry-serde:1.1.25")) {
            thread.setContextClassLoader(jars);
            HttpServer between = between(aws.address());
            try {
                String endpoint = "http://127.0.0.1:" + between.getAddress().getPort();
                call(aws.address(), "CreateRegistry", "{\"RegistryName\": \"" + REGISTRY + "\"}");
                Object event = event(jars, SCHEMA);

                assertThatThrownBy(() -> written(jars, files.get("writer/producer.properties"), endpoint, event))
                        .hasStackTraceContaining("Auto registration of schema is not enabled");
                byte[] first = written(jars, files.get("registrar/producer.properties"), endpoint, event);
                written(jars, files.get("registrar/producer.properties"), endpoint, event(jars, LATER));
                // AWS may answer that it still checks a version, of which the client then asks; moto never does.
                asked.add("GetSchemaVersion");
                assertThat(asked).isEqualTo(actions(files.get("registrar/glue-policy.json")));
                asked.clear();

                byte[] second = written(jars, files.get("writer/producer.properties"), endpoint, event);
                assertThat(asked).isEqualTo(actions(files.get("writer/glue-policy.json")));
                asked.clear();

                assertThat(read(jars, files.get("reader/consumer.properties"), endpoint, second))
                        .hasToString(event.toString());
                assertThat(asked).isEqualTo(actions(files.get("reader/glue-policy.json")));
                assertThat(second).isEqualTo(first);

                JsonNode schema = call(
                        aws.address(),
                        "GetSchema",
                        "{\"SchemaId\": {\"RegistryName\": \"" + REGISTRY + "\", \"SchemaName\": \"viewing-events\"}}");
                assertThat(schema.get("Compatibility").asText()).isEqualTo("FULL");
                assertThat(schema.get("DataFormat").asText()).isEqualTo("AVRO");
            } finally {
                between.stop(0);
            }
        } finally {
            thread.setContextClassLoader(before);
            CREDENTIALS.forEach(System::clearProperty);
        }
    }

    /** What is rendered for each application, by the path below {@code clients}. */
    private SortedMap<String, String> files() throws IOException {
        Path file = Files.writeString(folder.resolve("Pulumi.films.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: films
                    environment: dev
                    platform: external
                    external: {service: other, bootstrap: ["kafka.example.com:9092"], protocol: plaintext}
                    registries:
                      schemas: {kind: glue, compatibility: full}
                    clients:
                      registrar: {producer: {preset: safe}, registry: schemas, format: avro, registers: true}
                      writer: {producer: {preset: safe}, registry: schemas, format: avro}
                      reader: {consumer: {preset: manual}, registry: schemas, format: avro}
                """);
        Reading reading = Rules.check(StackReader.read(folder, file));
        assertThat(reading.problems().hasErrors())
                .as(reading.problems().toString())
                .isFalse();
        SortedMap<String, String> files = new TreeMap<>();
        for (ConfigFile rendered : Plan.of(reading.description().orElseThrow()).files()) {
            files.put(rendered.path().replaceFirst("^/clients/", ""), rendered.text());
        }
        return files;
    }

    private static byte[] written(URLClassLoader jars, String file, String endpoint, Object value) throws Exception {
        Object serializer = configured(jars, file, "value.serializer", endpoint);
        return (byte[]) serializer
                .getClass()
                .getMethod("serialize", String.class, Object.class)
                .invoke(serializer, "viewing-events", value);
    }

    private static Object read(URLClassLoader jars, String file, String endpoint, byte[] value) throws Exception {
        Object deserializer = configured(jars, file, "value.deserializer", endpoint);
        return deserializer
                .getClass()
                .getMethod("deserialize", String.class, byte[].class)
                .invoke(deserializer, "viewing-events", value);
    }

    /** As Kafka makes it, of the settings of a file; the stand-in is elsewhere than AWS. */
    private static Object configured(URLClassLoader jars, String file, String key, String endpoint) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(file));
        Map<String, Object> settings = new TreeMap<>();
        properties.forEach((name, value) -> settings.put(name.toString(), value));
        settings.put("endpoint", endpoint);
        Object made = jars.loadClass(properties.getProperty(key))
                .getDeclaredConstructor()
                .newInstance();
        made.getClass().getMethod("configure", Map.class, boolean.class).invoke(made, settings, false);
        return made;
    }

    private static Object event(URLClassLoader jars, String text) throws ReflectiveOperationException {
        Class<?> parser = jars.loadClass("org.apache.avro.Schema$Parser");
        Object schema = parser.getMethod("parse", String.class)
                .invoke(parser.getConstructor().newInstance(), text);
        Object event = jars.loadClass("org.apache.avro.generic.GenericData$Record")
                .getConstructor(jars.loadClass("org.apache.avro.Schema"))
                .newInstance(schema);
        event.getClass().getMethod("put", String.class, Object.class).invoke(event, "film", "Metropolis");
        if (text.equals(LATER)) {
            event.getClass().getMethod("put", String.class, Object.class).invoke(event, "at", 1L);
        }
        return event;
    }

    /** The actions that a policy allows, without the name of the service. */
    private static SortedSet<String> actions(String policy) throws IOException {
        SortedSet<String> actions = new TreeSet<>();
        for (JsonNode statement : JSON.readTree(policy).get("Statement")) {
            statement
                    .get("Action")
                    .forEach(action -> actions.add(action.asText().replaceFirst("^glue:", "")));
        }
        return actions;
    }

    /** Hands all on to moto, and notes which calls these are. */
    private HttpServer between(URI aws) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            asked.add(target.substring(target.indexOf('.') + 1));
            handOn(exchange, aws, target);
        });
        server.start();
        return server;
    }

    private static void handOn(HttpExchange exchange, URI aws, String target) throws IOException {
        HttpResponse<byte[]> answer =
                send(aws, target, exchange.getRequestBody().readAllBytes());
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        answer.headers()
                .firstValue("x-amzn-errortype")
                .ifPresent(type -> exchange.getResponseHeaders().set("x-amzn-errortype", type));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private static JsonNode call(URI aws, String operation, String body) throws IOException {
        HttpResponse<byte[]> answer =
                send(aws, "AWSGlue." + operation, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** moto knows by the signature which service is meant, and checks none. */
    private static HttpResponse<byte[]> send(URI aws, String target, byte[] body) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(aws)
                                    .header("X-Amz-Target", target)
                                    .header("Content-Type", "application/x-amz-json-1.1")
                                    .header(
                                            "Authorization",
                                            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/glue/aws4_request,"
                                                    + " SignedHeaders=host, Signature=none")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
