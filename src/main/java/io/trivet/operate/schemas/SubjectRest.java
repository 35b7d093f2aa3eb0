package io.trivet.operate.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trivet.operate.Failure;
import io.trivet.operate.JsonOverHttp;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of Confluent Schema Registry, which Karapace and Apicurio Registry speak, too.
 *
 * <p>Source: https://docs.confluent.io/platform/current/schema-registry/develop/api.html
 *
 * <p>Fails: {@code registry-unreachable}, {@code registry-tls}, {@code registry-forbidden}, {@code registry-refused}.
 */
public final class SubjectRest {
    /** There is no such subject. */
    static final int NO_SUBJECT = 40401;
    /** The subject has no such schema. */
    static final int NO_SCHEMA = 40403;
    /** The subject has no compatibility of its own. */
    static final int NO_LEVEL = 40408;
    /** What is not compatible. */
    static final int CONFLICT = HttpURLConnection.HTTP_CONFLICT;
    /** What no schema is, or refers to one that is not there. */
    static final int UNPROCESSABLE = 422;

    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** One that keeps its schemas in Kafka waits for the brokers: Confluent's for 500 ms, Karapace for 60 s. */
    private static final Duration ANSWER = Duration.ofSeconds(70);

    private static final int LONGEST = 1000;

    private final Place place;
    private final String address;
    private final JsonOverHttp http;

    /**
     * @param place of the description that is to blame where it does not answer
     * @param address with the path of the API and without a slash at its end
     * @param authorization the header with which it is asked
     */
    public SubjectRest(Place place, String address, Optional<String> authorization) {
        this.place = place;
        this.address = address;
        this.http = new JsonOverHttp(TYPE + ", application/json", TYPE, authorization, Optional.empty(), CONNECT);
    }

    /** Where it is. */
    public String address() {
        return address;
    }

    /** What it said. */
    record Reply(int status, JsonNode body) {
        boolean isGood() {
            return status < HttpURLConnection.HTTP_MULT_CHOICE;
        }

        int code() {
            return body.path("error_code").asInt(0);
        }

        /** Its own words; the number of the answer where it has none. */
        String message() {
            String text = body.path("message").asText("");
            return text.isEmpty() ? "HTTP " + status : shortened(text);
        }
    }

    /** A text of a registry as a line that can be shown. */
    static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A subject as it stands in a path. */
    static String escaped(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Asks or orders, and takes no other answer than a good one. */
    JsonNode good(String method, String path, @Nullable Object body) throws Failure {
        Reply reply = ask(method, path, body);
        if (!reply.isGood()) {
            throw refused(method, path, reply.message());
        }
        return reply.body();
    }

    /** What is said of an answer that is none of those that the API has there. */
    Failure refused(String method, String path, String said) {
        return new Failure(Problem.error(
                        "registry-refused", place, "a registry that refuses " + method + " " + path + " (" + said + ")")
                .must("be one that speaks the API of Confluent's at " + address)
                .mend("look into its log, and whether kind and url are right; then run the same command again"));
    }

    /** Asks or orders; what it answers is for the caller, but for an answer that says that it does not know us. */
    Reply ask(String method, String path, @Nullable Object body) throws Failure {
        try {
            JsonOverHttp.Reply said = http.ask(method, address + path, body, ANSWER);
            if (said.isGood() && said.body().isEmpty()) {
                throw refused(method, path, "an answer that is no JSON");
            }
            Reply reply = new Reply(said.status(), said.body().orElse(MissingNode.getInstance()));
            if (reply.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                    || reply.status() == HttpURLConnection.HTTP_FORBIDDEN) {
                throw new Failure(Problem.error(
                                "registry-forbidden",
                                place,
                                "a registry that does not allow " + method + " " + path + " (" + reply.message() + ")")
                        .must("let in who comes with its login, and have it read and write subjects and compatibility")
                        .mend("look at login and at the variables of the login, and at the rights of that user"));
            }
            boolean elsewhere = reply.status() >= HttpURLConnection.HTTP_MULT_CHOICE
                    && reply.status() < HttpURLConnection.HTTP_BAD_REQUEST;
            if (elsewhere || reply.status() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw refused(method, path, reply.message());
            }
            return reply;
        } catch (SSLException e) {
            throw new Failure(Problem.error(
                            "registry-tls",
                            place,
                            "a registry whose connection does not come to be (" + JsonOverHttp.said(e) + ")")
                    .must("show a certificate for its name that this Java trusts")
                    .mend("give it such a certificate; or add its authority to a trust store, and name that in"
                            + " JAVA_TOOL_OPTIONS by -Djavax.net.ssl.trustStore"));
        } catch (IOException e) {
            throw new Failure(Problem.error(
                            "registry-unreachable",
                            place,
                            "a registry without an answer at " + address + " (" + JsonOverHttp.said(e) + ")")
                    .must("answer from here")
                    .mend("start it, or run the same command where it is reached"));
        }
    }
}
