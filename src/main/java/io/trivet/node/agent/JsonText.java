package io.trivet.node.agent;

import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** JSON, written by hand: on a ZooKeeper server there is no library for it. */
final class JsonText {
    private JsonText() {}

    static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    static String object(SortedMap<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
