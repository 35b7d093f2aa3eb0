package io.trivet.kafka;

import java.util.List;

/**
 * What holds when a setting is left out.
 *
 * @param settings for a topic setting, the broker settings that are looked up first, the strongest first
 * @param present whether there is a value in the end; without one the setting is off, or Kafka demands it
 * @param text that value, as it would be written; empty when there is none
 */
public record Fallback(List<String> settings, boolean present, String text) {
    public Fallback {
        settings = List.copyOf(settings);
    }
}
