package io.trivet.operate.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.JsonOverHttp;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    private static final String TYPE = "application/json";
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** A worker itself gives a request up after 90 s: {@code RestServerConfig.DEFAULT_REST_REQUEST_TIMEOUT_MS}. */
    private static final Duration ANSWER = Duration.ofSeconds(100);

    /** A worker that serves says who it is at once. */
    private static final Duration HERE = Duration.ofSeconds(5);

    /** A worker that is gone is waited for for five minutes where Kafka's own default is described. */
    private static final Duration BUSY = Duration.ofMinutes(6);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Place place;
    private final List<String> workers;
    private final String scheme;
    private final JsonOverHttp http;
    private final Clock clock;

    /**
     * @param place of the description that is to blame where none answers
     * @param workers {@code host:port} of each
     * @param tls with what they are asked; empty where they speak plain text
     */
    public ConnectRest(Place place, List<String> workers, Optional<SSLContext> tls, Clock clock) {
        this.place = place;
        this.workers = List.copyOf(workers);
        this.scheme = tls.isPresent() ? "https://" : "http://";
        this.http = new JsonOverHttp(TYPE, TYPE, Optional.empty(), tls, CONNECT);
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
                return one(worker, method, path, body, ANSWER);
            } catch (SSLException e) {
                throw new Failure(Problem.error(
                                "connect-tls",
                                place,
                                worker + ", whose connection does not come to be (" + JsonOverHttp.said(e) + ")")
                        .must("show a certificate of security.authority, and take one that it signed")
                        .mend("come with a certificate of that authority, and look at --ca-file"));
            } catch (IOException e) {
                silent.add(worker + " (" + JsonOverHttp.said(e) + ")");
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
                    one(worker, "GET", "/", null, HERE);
                } catch (SSLException e) {
                    continue;
                } catch (IOException e) {
                    silent.add(worker);
                }
            }
        }
        return silent;
    }

    /** What is no JSON is of no worker, or of one that is ending. */
    private Reply one(String worker, String method, String path, @Nullable Object body, Duration answer)
            throws IOException {
        JsonOverHttp.Reply reply = http.ask(method, scheme + worker + path, body, answer);
        return new Reply(reply.status(), reply.body().orElseThrow(() -> new IOException("an answer that is no JSON")));
    }
}
