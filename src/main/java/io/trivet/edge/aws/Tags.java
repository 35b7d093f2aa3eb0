package io.trivet.edge.aws;

import java.util.Map;
import java.util.TreeMap;

/** Tags of one resource; those of all resources are the provider's. */
final class Tags {
    private Tags() {}

    /** The name that consoles show. */
    static Map<String, String> named(String name) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("Name", name);
        return tags;
    }
}
