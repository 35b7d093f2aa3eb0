package io.trivet.operate.bench;

import io.trivet.kafka.client.ClientVersion;
import io.trivet.kafka.client.ProducerPreset;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of a producer that are measured.
 *
 * @param name of the preset, or {@link #DEFAULTS}
 * @param settings of kafka-clients; none where its own defaults are measured
 */
public record Candidate(String name, SortedMap<String, String> settings, boolean transactional) {
    /** What a producer has that says nothing, the measure of the others. */
    public static final String DEFAULTS = "defaults";

    /** The defaults of kafka-clients, then each preset. */
    public static List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(DEFAULTS, new TreeMap<>(), false));
        for (ProducerPreset preset : ProducerPreset.values()) {
            SortedMap<String, String> settings = new TreeMap<>();
            preset.settings(ClientVersion.CURRENT).forEach(row -> settings.put(row.key(), row.value()));
            all.add(new Candidate(Words.of(preset), settings, preset.isTransactional()));
        }
        return List.copyOf(all);
    }
}
