package io.trivet.operate.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of the workers of Kafka Connect, of which each answers for all: the next one is asked where one does not
 * answer, and a group that shares its work out is asked again.
 *
 * <p>Source: https://kafka.apache.org/documentation/#connect_rest
 *
 * <p>Fails: {@code connect-unreachable}, {@code connect-tls}, {@code connect-busy}, {@code connect-refused}.
 */
public final class ConnectRest {
    /** The answer of a worker whose group shares its work out, or of a name that is taken. */
    static final int CONFLICT = HttpURLConnection.HTTP_CONFLICT;

    private static final int CONNECT_MILLIS = 3000;

    /** A worker itself gives a request up after 90 s: {@code RestServerConfig.DEFAULT_REST_REQUEST_TIMEOUT_MS}. */
    private static final int ANSWER_MILLIS = 100_000;

    /** A worker that serves says who it is at once. */
    private static final int HERE_MILLIS = 5000;

    /** A worker that is gone is waited for for five minutes where Kafka's own default is described. */
    private static final Duration BUSY = Duration.ofMinutes(6);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Place place;
    private final List<String> workers;
    private final Optional<SSLContext> tls;
    private final Clock clock;

    /**
     * @param place of the description that is to blame where none answers
     * @param workers {@code host:port} of each
     * @param tls with what they are asked; empty where they speak plain text
     */
    public ConnectRest(Place place, List<String> workers, Optional<SSLContext> tls, Clock clock) {
        this.place = place;
        this.workers = List.copyOf(workers);
        this.tls = tls;
        this.clock = clock;
    }

    /** What a worker said. */
    record Reply(int status, JsonNode body) {
        boolean isGood() {
            return status < HttpURLConnection.HTTP_MULT_CHOICE;
        }

        String message() {
            return body.path("message").asText("HTTP " + status);
        }
    }

    /** Asks. */
    JsonNode get(String path) throws Failure, InterruptedException {
        return good("GET", path, null);
    }

    /** Orders; what is there already stays as it is. */
    JsonNode order(String method, String path, @Nullable Object body) throws Failure, InterruptedException {
        return good(method, path, body);
    }

    private JsonNode good(String method, String path, @Nullable Object body) throws Failure, InterruptedException {
        Reply reply = ask(method, path, body);
        if (!reply.isGood()) {
            throw new Failure(refused(path, reply.message()));
        }
        return reply.body();
    }

    /** What is said of an order that is not carried out. */
    Problem refused(String path, String said) {
        return Problem.error("connect-refused", place, "an order that the workers refuse (" + path + ": " + said + ")")
                .must("be one that they carry out")
                .mend("look into their logs, then run the same command again");
    }

    /** The answer of the first worker that has one, once its group shares out no work. */
    Reply ask(String method, String path, @Nullable Object body) throws Failure, InterruptedException {
        long end = clock.nanos() + BUSY.toNanos();
        while (true) {
            Reply reply = first(method, path, body);
            if (reply.status() != CONFLICT || reply.message().endsWith("already exists")) {
                return reply;
            }
            if (clock.nanos() > end) {
                throw new Failure(Problem.error(
                                "connect-busy", place, "workers that share out their work (" + reply.message() + ")")
                        .must("come to an end with it within " + BUSY.toMinutes() + " minutes")
                        .mend("look at the workers, then run the same command again"));
            }
            clock.pause(PAUSE);
        }
    }

    private Reply first(String method, String path, @Nullable Object body) throws Failure {
        List<String> silent = new ArrayList<>();
        for (String worker : workers) {
            try {
                return one(worker, method, path, body, ANSWER_MILLIS);
            } catch (SSLException e) {
                throw new Failure(Problem.error(
                                "connect-tls",
                                place,
                                worker + ", whose connection does not come to be (" + said(e) + ")")
                        .must("show a certificate of security.authority, and take one that it signed")
                        .mend("come with a certificate of that authority, and look at --ca-file"));
            } catch (IOException e) {
                silent.add(worker + " (" + said(e) + ")");
            }
        }
        throw new Failure(
                Problem.error("connect-unreachable", place, "without an answer of " + String.join(", ", silent))
                        .must("have one worker that answers from here")
                        .mend(
                                "start the workers, or run it where their names are resolved and connect.clients lets it through"));
    }

    /** Those of these workers that give no answer; of one that is not described nothing is known. */
    SortedSet<String> silent(SortedSet<String> asked) {
        SortedSet<String> silent = new TreeSet<>();
        for (String worker : workers) {
            if (asked.contains(worker)) {
                try {
                    one(worker, "GET", "/", null, HERE_MILLIS);
                } catch (SSLException e) {
                    continue;
                } catch (IOException e) {
                    silent.add(worker);
                }
            }
        }
        return silent;
    }

    private static String said(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private Reply one(String worker, String method, String path, @Nullable Object body, int millis) throws IOException {
        HttpURLConnection connection = open(worker + path);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(millis);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("accept", "application/json");
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("content-type", "application/json");
                connection.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] text = in == null ? new byte[0] : in.readAllBytes();
                return new Reply(status, read(text));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** What is no JSON is of no worker, or of one that is ending. */
    private static JsonNode read(byte[] text) throws IOException {
        if (text.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("an answer that is no JSON", e);
        }
    }

    private HttpURLConnection open(String address) throws IOException {
        if (tls.isEmpty()) {
            return (HttpURLConnection) URI.create("http://" + address).toURL().openConnection();
        }
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create("https://" + address).toURL().openConnection();
        connection.setSSLSocketFactory(tls.get().getSocketFactory());
        return connection;
    }
}
