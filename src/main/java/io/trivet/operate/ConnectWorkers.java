package io.trivet.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * The workers of a cluster of Kafka Connect, asked one by one at {@code host:port}.
 *
 * <p>Source: https://kafka.apache.org/39/documentation/#connect_rest, {@code GET /connectors?expand=status}: a worker
 * answers once it is one of its group.
 */
public final class ConnectWorkers {
    private static final int TIMEOUT_MILLIS = 2000;
    private static final JsonFactory JSON = new JsonFactory();

    private ConnectWorkers() {}

    /**
     * A connector, or one of its tasks.
     *
     * @param title {@code connector orders} or {@code task 0 of orders}
     * @param state as Connect names it, {@code RUNNING}
     * @param worker {@code host:port} of the one that runs it, or did so last
     */
    public record Part(String title, String state, String worker) {
        /** Whether it is as it shall be: it runs, or was told not to. */
        public boolean isWell() {
            return List.of("RUNNING", "PAUSED", "STOPPED").contains(state);
        }
    }

    /**
     * All connectors with their tasks, as the worker knows them; empty when it is not one of its group now.
     *
     * @param login as whom it is asked
     */
    public static Optional<List<Part>> ask(String worker, Login login) {
        try {
            HttpURLConnection connection = open(worker + "/connectors?expand=status", login);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setUseCaches(false);
            try {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    return Optional.empty();
                }
                try (InputStream in = connection.getInputStream()) {
                    return Optional.of(read(in));
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static HttpURLConnection open(String address, Login login) throws IOException {
        if (login.equals(Login.NONE)) {
            return (HttpURLConnection) URI.create("http://" + address).toURL().openConnection();
        }
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create("https://" + address).toURL().openConnection();
        connection.setSSLSocketFactory(PemFiles.context(login).getSocketFactory());
        return connection;
    }

    /** The answer: {@code {"orders": {"status": {"connector": {…}, "tasks": [{"id": 0, …}, …], …}}, …}}. */
    static List<Part> read(InputStream in) throws IOException {
        List<Part> parts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean status = parser.currentName().equals("status");
                    parser.nextToken();
                    if (status) {
                        status(parser, name, parts);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return List.copyOf(parts);
    }

    private static void status(JsonParser parser, String name, List<Part> parts) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "connector" -> parts.add(part(parser, "connector " + name, name));
                case "tasks" -> {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        parts.add(part(parser, "", name));
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private static Part part(JsonParser parser, String title, String name) throws IOException {
        String state = "";
        String worker = "";
        String known = title;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> known = "task " + parser.getText() + " of " + name;
                case "state" -> state = parser.getText();
                case "worker_id" -> worker = parser.getText();
                default -> parser.skipChildren();
            }
        }
        return new Part(known, state, worker);
    }
}
