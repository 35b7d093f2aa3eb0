package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.client.LibrdkafkaNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an application is set to as a producer or as a consumer, part by part, in the order in which it is written.
 *
 * @param role {@code producer} or {@code consumer}
 * @param notes sentences for the head of a file: what the preset promises and what is lost
 * @param parts each setting in one part only
 */
record RoleSettings(String role, List<String> notes, List<Part> parts) {
    /**
     * Settings with one heading.
     *
     * @param rows a reason that is empty is not written
     */
    record Part(String title, List<SettingDefault> rows) {}

    /** Parts of which a later one does not say again what an earlier one has said. */
    static RoleSettings of(String role, List<String> notes, List<Part> parts) {
        Set<String> said = new LinkedHashSet<>();
        List<Part> once = new ArrayList<>();
        for (Part part : parts) {
            List<SettingDefault> rows =
                    part.rows().stream().filter(row -> said.add(row.key())).toList();
            if (!rows.isEmpty()) {
                once.add(new Part(part.title(), rows));
            }
        }
        return new RoleSettings(role, List.copyOf(notes), List.copyOf(once));
    }

    /** The same under the names of librdkafka, without what refers to the environment, which it does not read. */
    RoleSettings ofLibrdkafka() {
        return of(
                role,
                notes,
                parts.stream()
                        .map(part -> new Part(
                                part.title(),
                                LibrdkafkaNames.of(part.rows()).stream()
                                        .filter(row -> !row.value().contains("${"))
                                        .toList()))
                        .toList());
    }

    /** All settings, in order. */
    List<SettingDefault> rows() {
        return parts.stream().flatMap(part -> part.rows().stream()).toList();
    }
}
