package io.trivet.node.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a server answered over HTTP.
 *
 * @param status its number, 200
 * @param tag the header {@code ETag}; empty where there is none
 * @param date the header {@code Date} in milliseconds since 1970; 0 where there is none
 */
record Answer(int status, String tag, long date, byte[] bytes) {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 20_000;

    /**
     * Asks, once.
     *
     * @param body to be sent; empty for none
     */
    static Answer of(String method, URI uri, SortedMap<String, String> headers, Optional<byte[]> body)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        headers.forEach((name, value) -> {
            // The client sends it by itself.
            if (!name.equals("host")) {
                connection.setRequestProperty(name, value);
            }
        });
        if (body.isPresent()) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.get().length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.get());
            }
        }
        int status = connection.getResponseCode();
        byte[] bytes = new byte[0];
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) {
                bytes = in.readAllBytes();
            }
        }
        return new Answer(
                status, Optional.ofNullable(connection.getHeaderField("ETag")).orElse(""), connection.getDate(), bytes);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What stands within the first element of this name in an answer of XML, or the member of one of JSON. */
    Optional<String> field(String name) {
        String text = text();
        for (String[] quotes : new String[][] {{"<" + name + ">", "<"}, {"\"" + name + "\"", "\""}}) {
            int at = text.indexOf(quotes[0]);
            if (at >= 0) {
                int from = at + quotes[0].length();
                if (quotes[1].equals("\"")) {
                    from = text.indexOf('"', from) + 1;
                }
                int to = text.indexOf(quotes[1], from);
                return to < 0 ? Optional.empty() : Optional.of(text.substring(from, to));
            }
        }
        return Optional.empty();
    }
}
