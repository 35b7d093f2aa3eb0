package io.trivet.problem;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text that comes with Trivet. That one cannot be read is no problem of an input. */
public final class Resource {
    private Resource() {}

    /** The text of this name beside a class. */
    public static String text(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("this is a bug in Trivet: " + name + " cannot be read", e);
        }
    }

    /** The rows of a table beside a class: its lines but for blank ones and those that begin with {@code #}. */
    public static List<String> rows(Class<?> beside, String name) {
        return text(beside, name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
