package io.trivet.operate.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
    private static final int CONNECT_MILLIS = 5000;

    /** One that keeps its schemas in Kafka waits for the brokers: Confluent's for 500 ms, Karapace for 60 s. */
    private static final int ANSWER_MILLIS = 70_000;

    private static final int LONGEST = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Place place;
    private final String address;
    private final Optional<String> authorization;

    /**
     * @param place of the description that is to blame where it does not answer
     * @param address with the path of the API and without a slash at its end
     * @param authorization the header with which it is asked
     */
    public SubjectRest(Place place, String address, Optional<String> authorization) {
        this.place = place;
        this.address = address;
        this.authorization = authorization;
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
            Reply reply = once(method, path, body);
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
        } catch (JsonProcessingException e) {
            throw refused(method, path, "an answer that is no JSON");
        } catch (SSLException e) {
            throw new Failure(Problem.error(
                            "registry-tls", place, "a registry whose connection does not come to be (" + said(e) + ")")
                    .must("show a certificate for its name that this Java trusts")
                    .mend("give it such a certificate; or add its authority to a trust store, and name that in"
                            + " JAVA_TOOL_OPTIONS by -Djavax.net.ssl.trustStore"));
        } catch (IOException e) {
            throw new Failure(Problem.error(
                            "registry-unreachable",
                            place,
                            "a registry without an answer at " + address + " (" + said(e) + ")")
                    .must("answer from here")
                    .mend("start it, or run the same command where it is reached"));
        }
    }

    private static String said(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private Reply once(String method, String path, @Nullable Object body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setUseCaches(false);
        // A login is for this address and for no other.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("accept", TYPE + ", application/json");
        authorization.ifPresent(header -> connection.setRequestProperty("authorization", header));
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("content-type", TYPE);
                connection.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] text = in == null ? new byte[0] : in.readAllBytes();
                return new Reply(status, good ? JSON.readTree(text) : error(text));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** What stands before a registry may answer in HTML. */
    private static JsonNode error(byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
