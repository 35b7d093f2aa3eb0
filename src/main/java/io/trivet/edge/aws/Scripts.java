package io.trivet.edge.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What runs on a node before and beside the agent. */
final class Scripts {
    /** Brings a node up at each start of its machine. */
    static final String BOOT = read("boot.sh");

    /** Applies what the bucket holds, safely. */
    static final String GATE = read("gate.sh");

    /** The cloud-init document that fetches {@link #BOOT}, with names in braces to fill in. */
    static final String USER_DATA = read("user-data.yaml");

    private Scripts() {}

    private static String read(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this is a bug in Trivet: no " + name + " in its jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
