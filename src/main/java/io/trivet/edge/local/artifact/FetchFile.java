package io.trivet.edge.local.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The process that fetches one file from the web: an address and the file to write; what is in the way, in one line, on
 * its standard error. It is one of its own for the reason of {@link Fetch}, and ends with its parent like that.
 */
final class FetchFile {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private FetchFile() {}

    /** The address and the file. */
    public static void main(String[] arguments) throws InterruptedException {
        Fetch.endWithParent();
        String words = fetch(URI.create(arguments[0]), Path.of(arguments[1]));
        System.err.print(words);
        System.err.flush();
        Runtime.getRuntime().halt(words.isEmpty() ? 0 : Fetch.FAILED);
    }

    /** What is in the way; empty when the file is there. */
    static String fetch(URI address, Path file) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .build();
        try {
            HttpResponse<Path> answer =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofFile(file));
            return answer.statusCode() == OK ? "" : "HTTP " + answer.statusCode();
        } catch (IOException e) {
            return (e.getClass().getSimpleName() + " "
                            + String.valueOf(e.getMessage()).strip())
                    .replaceAll("\\s+", " ");
        }
    }
}
