package io.trivet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry that answers as Confluent's does, or as Karapace, which tests against versions one by one. A schema with
 * {@code bad} in it is compatible with nothing, one with {@code wrong} is no schema.
 */
final class SubjectsStandIn implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile(
            "/(subjects|config|compatibility/subjects)(?:/([^/?]+)(?:/versions(?:/(\\w+))?)?(/versions)?)?");

    private final boolean karapace;
    private final HttpServer server;

    /** What was written, in order. */
    final List<String> written = Collections.synchronizedList(new ArrayList<>());
    /** The headers with which it was asked. */
    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    /** After how many writes it ends without an answer; never where it is negative. */
    int endsAfter = -1;

    /** With which number it answers by a page of HTML; with none where it is 0. */
    int page;

    final SortedMap<String, List<JsonNode>> subjects = new TreeMap<>();
    final SortedMap<String, String> levels = new TreeMap<>();

    SubjectsStandIn(boolean karapace) throws IOException {
        this.karapace = karapace;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private record Said(int status, Object body) {}

    private static Said error(int code, String message) {
        return new Said(code / 100 == 4 ? code : code / 100, Map.of("error_code", code, "message", message));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
        if (page > 0) {
            byte[] html = "<html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("location", address() + "/elsewhere");
            exchange.sendResponseHeaders(page, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
            return;
        }
        int before = written.size();
        Said said = said(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
        if (written.size() > before && endsAfter-- == 0) {
            said = new Said(500, Map.of("message", "ends"));
        }
        byte[] text = JSON.writeValueAsString(said.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.status(), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private synchronized Said said(String method, String path, JsonNode body) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return new Said(404, Map.of("detail", "Not Found"));
        }
        String subject = matcher.group(2);
        if (subject == null) {
            return new Said(200, subjects.keySet());
        }
        List<JsonNode> versions = subjects.getOrDefault(subject, List.of());
        switch (matcher.group(1)) {
            case "config":
                return config(method, subject, body);
            case "subjects":
                if (method.equals("GET")) {
                    List<Integer> numbers = new ArrayList<>();
                    versions.forEach(version -> numbers.add(numbers.size() + 1));
                    return new Said(200, numbers);
                }
                return path.endsWith("/versions") ? register(subject, versions, body) : look(versions, body);
            default:
                if (karapace && path.endsWith("/versions")) {
                    return new Said(404, Map.of("detail", "Not Found"));
                }
                if (body.path("schema").asText().contains("wrong")) {
                    return error(42201, "Invalid schema");
                }
                return isCompatible(subject, body)
                        ? new Said(200, Map.of("is_compatible", true))
                        : new Said(200, Map.of("is_compatible", false, "messages", List.of("no default", "at /b")));
        }
    }

    private boolean isCompatible(String subject, JsonNode body) {
        return !body.path("schema").asText().contains("bad")
                || levels.getOrDefault(subject, "BACKWARD").equals("NONE");
    }

    private Said config(String method, String subject, JsonNode body) {
        switch (method) {
            case "GET":
                return levels.containsKey(subject)
                        ? new Said(200, Map.of("compatibilityLevel", levels.get(subject)))
                        : error(40408, "no level of its own");
            case "DELETE":
                if (karapace && !subjects.containsKey(subject)) {
                    return error(40401, "no such subject");
                }
                written.add("DELETE level " + subject);
                levels.remove(subject);
                return new Said(200, Map.of());
            default:
                String level = body.path("compatibility").asText();
                written.add("level " + subject + " " + level);
                levels.put(subject, level);
                return new Said(200, body);
        }
    }

    private Said look(List<JsonNode> versions, JsonNode body) {
        int at = versions.lastIndexOf(body);
        return at < 0 ? error(40403, "not found") : new Said(200, Map.of("version", at + 1));
    }

    private Said register(String subject, List<JsonNode> versions, JsonNode body) {
        if (body.path("schema").asText().contains("wrong")) {
            return error(42201, "Invalid schema");
        }
        for (JsonNode reference : body.path("references")) {
            if (subjects.getOrDefault(reference.path("subject").asText(), List.of())
                            .size()
                    < reference.path("version").asInt()) {
                return error(42201, "No schema reference found");
            }
        }
        if (!versions.isEmpty() && !isCompatible(subject, body)) {
            return error(409, "incompatible with an earlier schema");
        }
        written.add("version " + subject + " " + body.path("references"));
        subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(body);
        return new Said(200, Map.of("id", 1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
