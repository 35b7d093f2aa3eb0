package io.trivet.cli;

import io.trivet.adopt.ServerFiles;
import io.trivet.kafka.SecretName;
import io.trivet.kafka.ServerText;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of {@code --properties}: those of servers by what they say, all others of the client.
 *
 * @param client settings of the client, the later file on top; never shown
 * @param servers files of brokers and controllers
 * @param problems with files that cannot be read
 */
record PropertyFiles(SortedMap<String, String> client, ServerFiles servers, List<Problem> problems) {
    /** The largest that was ever seen has a thousandth of it. */
    private static final long MOST_BYTES = 1 << 20;

    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");

    static PropertyFiles read(List<Path> files) {
        SortedMap<String, String> client = new TreeMap<>();
        SortedMap<String, SortedMap<String, String>> servers = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                    problems.add(unreadable(file, "no file of at most 1 MiB"));
                    continue;
                }
                SortedMap<String, String> settings = ServerText.read(Files.readString(file, StandardCharsets.UTF_8));
                if (ServerFiles.isServer(settings)) {
                    servers.put(file.toString(), settings);
                } else {
                    client.putAll(settings);
                }
            } catch (IOException | IllegalArgumentException e) {
                // What a parser says may quote what it read.
                problems.add(unreadable(
                        file, "a file that cannot be read (" + e.getClass().getSimpleName() + ")"));
            }
        }
        return new PropertyFiles(client, new ServerFiles(servers), List.copyOf(problems));
    }

    private static Problem unreadable(Path file, String found) {
        return Problem.error("properties-unreadable", new Place(file.toString(), 0, 0, ""), found)
                .must("be lines of key=value: the properties of a client, or a server.properties")
                .mend("check its name, its rights and its form");
    }

    /** The text without anything of the client's files that may be a secret. */
    String hiddenIn(String text) {
        List<String> secrets = new ArrayList<>();
        client.forEach((key, value) -> {
            if (SecretName.is(key)) {
                secrets.add(value);
                Matcher quoted = QUOTED.matcher(value);
                while (quoted.find()) {
                    secrets.add(quoted.group(1));
                }
            }
        });
        String hidden = text;
        for (String secret : secrets.stream()
                .filter(value -> value.length() > 2)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }

    /** How many, and never what they say. */
    @Override
    public String toString() {
        return "PropertyFiles" + client.keySet();
    }
}
