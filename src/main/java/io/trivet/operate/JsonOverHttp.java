package io.trivet.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server is asked that speaks JSON over HTTP. No redirect is followed: a login is for one address.
 *
 * @param accepted types of content, as the header {@code accept} has them
 * @param sent type of the content of orders
 * @param authorization the header of that name
 * @param tls with what connections by {@code https} are made; what every Java trusts where it is empty
 * @param connect how long a connection may take to come to be
 */
public record JsonOverHttp(
        String accepted, String sent, Optional<String> authorization, Optional<SSLContext> tls, Duration connect) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a server said.
     *
     * @param body missing where there is none; empty where it is no JSON
     */
    public record Reply(int status, Optional<JsonNode> body) {
        /** Whether the server did what it was asked. */
        public boolean isGood() {
            return status < HttpURLConnection.HTTP_MULT_CHOICE;
        }
    }

    /**
     * Asks, or orders.
     *
     * @param body in JSON; nothing for a question
     * @param answer how long it may take
     * @throws IOException when no answer comes
     */
    public Reply ask(String method, String address, @Nullable Object body, Duration answer) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(address).toURL().openConnection();
        if (tls.isPresent() && connection instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(tls.get().getSocketFactory());
        }
        connection.setConnectTimeout(Math.toIntExact(connect.toMillis()));
        connection.setReadTimeout(Math.toIntExact(answer.toMillis()));
        connection.setUseCaches(false);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("accept", accepted);
        authorization.ifPresent(header -> connection.setRequestProperty("authorization", header));
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("content-type", sent);
                connection.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
                return new Reply(status, read(in == null ? new byte[0] : in.readAllBytes()));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** What stands before a server may answer in HTML. */
    private static Optional<JsonNode> read(byte[] text) throws IOException {
        if (text.length == 0) {
            return Optional.of(MissingNode.getInstance());
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What went wrong with a connection, in a few words. */
    public static String said(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
