package io.trivet.node.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A server of HTTP that gives the answers which it was told, and remembers what it was asked. */
final class Web implements AutoCloseable {
    /**
     * What it answers.
     *
     * @param headers as {@code Name: value}
     */
    record Page(int status, String text, List<String> headers) {}

    final List<String> asked = new ArrayList<>();
    final SortedMap<String, Page> pages = new TreeMap<>();
    private final HttpServer server;

    Web() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StringBuilder words = new StringBuilder(request);
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (name.toLowerCase(java.util.Locale.ROOT).matches("if-none-match|x-aws.*|x-amz-security.*")) {
                    words.append(", ").append(name).append(' ').append(values.get(0));
                }
            });
            asked.add(words + (body.isEmpty() ? "" : ", " + body));
            Page page = pages.getOrDefault(request, new Page(404, "", List.of()));
            page.headers()
                    .forEach(header -> exchange.getResponseHeaders()
                            .set(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 2)));
            byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
            boolean empty = page.status() == 304 || page.status() == 204;
            exchange.sendResponseHeaders(page.status(), empty ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                if (!empty) {
                    out.write(bytes);
                }
            }
        });
        server.start();
    }

    void page(String request, int status, String text, String... headers) {
        pages.put(request, new Page(status, text, List.of(headers)));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
