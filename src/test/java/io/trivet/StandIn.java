package io.trivet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stands before moto: answers what moto has not, passes on all else, and takes down what is asked. */
final class StandIn implements AutoCloseable {
    /** An answer with its status of HTTP. */
    record Reply(int status, String text) {
        static Optional<Reply> of(String text) {
            return Optional.of(new Reply(200, text));
        }
    }

    /** What is answered in the place of moto; empty for what moto has. */
    interface Answers {
        Optional<Reply> to(String action, String path, String body);
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final URI moto;
    private final Answers answers;
    private final UnaryOperator<String> mended;
    private final SortedSet<String> asked = new ConcurrentSkipListSet<>();

    StandIn(URI moto, Answers answers) throws IOException {
        this(moto, answers, text -> text);
    }

    /** @param mended what moto says, in the form that AWS has */
    StandIn(URI moto, Answers answers, UnaryOperator<String> mended) throws IOException {
        this.moto = moto;
        this.answers = answers;
        this.mended = mended;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Names of the actions that were asked; the paths of those that have no name. */
    SortedSet<String> asked() {
        return asked;
    }

    /** Variables with which the AWS SDK asks here, with credentials that moto takes. */
    Map<String, String> environment(Path folder) {
        SortedMap<String, String> environment = new TreeMap<>();
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        environment.put(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        return environment;
    }

    /** Query protocols name the action in the body, JSON ones in a header, REST ones by the path. */
    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String path = exchange.getRequestURI().getPath();
        String action = target == null
                ? Stream.of(text.split("&"))
                        .filter(field -> field.startsWith("Action="))
                        .map(field -> field.substring("Action=".length()))
                        .findFirst()
                        .orElse(path)
                : target.substring(target.indexOf('.') + 1);
        asked.add(action);
        Optional<Reply> own = answers.to(action, path, text);
        if (own.isPresent()) {
            reply(exchange, own.get().status(), own.get().text());
        } else {
            passOn(exchange, body);
        }
    }

    private void passOn(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(moto + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!List.of("connection", "content-length", "expect", "host", "upgrade")
                    .contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            reply(exchange, response.statusCode(), mended.apply(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
