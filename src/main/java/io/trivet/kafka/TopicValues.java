package io.trivet.kafka;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What holds for a topic in the end: what it says itself, else what brokers say in its place, else Kafka's own default.
 *
 * <p>Source: {@code ServerTopicConfigSynonyms} of the version, from which the catalogue has the names.
 *
 * @param catalogue of the version
 * @param brokers what brokers are told
 */
public record TopicValues(Catalogue catalogue, SortedMap<String, String> brokers) {
    /** The value of a topic setting where the topic says this much itself; empty where nothing holds. */
    public Optional<String> of(String setting, SortedMap<String, String> own) {
        String said = own.get(setting);
        return said == null ? ofBrokers(setting) : Optional.of(said.strip());
    }

    /** The value of a topic setting where the topic says nothing; empty where nothing holds. */
    public Optional<String> ofBrokers(String setting) {
        Optional<Fallback> fallback = catalogue.topic(setting).map(Setting::fallback);
        List<String> names = fallback.map(Fallback::settings).orElse(List.of());
        return names.stream()
                .filter(brokers::containsKey)
                .findFirst()
                .map(name -> in(setting, name, brokers.getOrDefault(name, "")))
                .or(() -> names.stream()
                        .flatMap(name -> standing(name).map(value -> in(setting, name, value)).stream())
                        .findFirst())
                .or(() -> fallback.filter(Fallback::present).map(Fallback::text));
    }

    /** What brokers have of which nothing is written. */
    private Optional<String> standing(String broker) {
        return catalogue
                .broker(broker)
                .map(Setting::fallback)
                .filter(Fallback::present)
                .map(Fallback::text);
    }

    private static String in(String setting, String broker, String value) {
        return Unit.converted(broker, value, setting).orElse(value.strip());
    }
}
