package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.operate.Login;
import io.trivet.operate.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** The REST API of a worker of Kafka Connect that speaks TLS, at its address. */
record WorkerRest(String address, HttpClient client) {
    static WorkerRest of(JsonNode worker, Login login) throws IOException {
        return at(
                worker.get("address").asText() + ":"
                        + worker.get("ports").get(0).asInt(),
                login);
    }

    /** The same, or what else speaks TLS there. */
    static WorkerRest at(String address, Login login) throws IOException {
        return new WorkerRest(
                address,
                HttpClient.newBuilder().sslContext(PemFiles.context(login)).build());
    }

    private URI at(String path) {
        return URI.create("https://" + address + path);
    }

    /** Gives it a connector. */
    void put(String connector, String config) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(at("/connectors/" + connector + "/config"))
                        .header("content-type", "application/json")
                        .PUT(BodyPublishers.ofString(config))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** All connectors with what they are doing. */
    String connectors() throws IOException, InterruptedException {
        return text("/connectors?expand=status");
    }

    /** What it answers. */
    String text(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString())
                .body();
    }

    /** The first task of a connector, once it is as asked. */
    JsonNode task(String connector, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            String answer = connectors();
            JsonNode task = new ObjectMapper().readTree(answer).at("/" + connector + "/status/tasks/0");
            if (wanted.test(task)) {
                return task;
            }
            assertThat(Instant.now()).as(answer).isBefore(end);
        }
    }
}
