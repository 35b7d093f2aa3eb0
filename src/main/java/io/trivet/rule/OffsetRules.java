package io.trivet.rule;

import io.trivet.kafka.Fallback;
import io.trivet.kafka.Numbers;
import io.trivet.kafka.Setting;
import io.trivet.kafka.client.OffsetReset;
import io.trivet.platform.Cluster;
import io.trivet.platform.Retention;
import io.trivet.platform.Subject;
import io.trivet.stack.Client;
import io.trivet.stack.Span;
import io.trivet.stack.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The longest stop of a group, against the lives of its offsets and of the records that it reads. */
final class OffsetRules {
    private static final String LIFE = "offsets.retention.minutes";
    private static final Duration WEEK = Duration.ofDays(7);

    private OffsetRules() {}

    static void check(Subject subject) {
        subject.description()
                .clients()
                .forEach((name, client) -> client.consumer()
                        .ifPresent(consumer -> consumer.stops().ifPresent(stop -> {
                            String path = "clients." + name + ".consumer";
                            offsets(subject, path + ".stops", consumer, stop);
                            records(subject, path, consumer, stop);
                        })));
    }

    private static void offsets(Subject subject, String path, Client.Consumer consumer, Span stop) {
        if (!(subject instanceof Cluster)) {
            if (stop.duration().compareTo(WEEK) > 0) {
                subject.warning(CommonRule.CLIENT_OFFSETS_UNTOLD, path, stop + ", longer than Kafka's default of 7d")
                        .must("be shorter than the service keeps the offsets of a group: after it, the group "
                                + begins(consumer.begins()))
                        .mend("ask the service for its " + LIFE);
            }
            return;
        }
        life(subject).filter(life -> stop.duration().compareTo(life) > 0).ifPresent(life -> {
            long minutes = Math.max(1, (stop.duration().toMillis() + 59_999) / 60_000);
            subject.error(CommonRule.CLIENT_OFFSETS, path, stop.toString())
                    .must("be " + new Span(life) + " at most, for which " + LIFE
                            + " keeps the offsets of a group without members: after it, the group "
                            + begins(consumer.begins()))
                    .mend(
                            subject.takes(LIFE)
                                    ? "write " + LIFE + ": " + minutes + " under brokers.settings"
                                    : "stop it for less, or keep its offsets outside of Kafka");
        });
    }

    private static Optional<Duration> life(Subject subject) {
        return Numbers.of(subject.brokerSettings(), LIFE)
                .or(() -> subject.catalogue()
                        .flatMap(known -> known.broker(LIFE))
                        .map(Setting::fallback)
                        .filter(Fallback::present)
                        .map(Fallback::text)
                        .map(Long::valueOf))
                .map(minutes -> Duration.ofMinutes(Math.max(0, Math.min(minutes, Integer.MAX_VALUE))))
                .or(() -> Optional.of(WEEK));
    }

    private static String begins(OffsetReset reset) {
        return switch (reset) {
            case NONE -> "fails until its offsets are set by hand";
            case EARLIEST -> "repeats all that is left of its topics";
            case LATEST -> "skips what was written meanwhile";
        };
    }

    /** Kafka's own default of a week holds where nothing is known of the brokers. */
    private static void records(Subject subject, String path, Client.Consumer consumer, Span stop) {
        Retention brokers = Retention.ofBrokers(subject.brokerSettings());
        List<String> topics = consumer.topics().orElse(List.of());
        for (int i = 0; i < topics.size(); i++) {
            String name = topics.get(i);
            Optional<Topic> topic =
                    Optional.ofNullable(subject.description().topics().get(name));
            Retention kept = topic.map(described -> brokers.ofTopic(described.settings()))
                    .orElse(brokers);
            boolean told = subject instanceof Cluster
                    || topic.filter(described -> described.settings().containsKey("retention.ms"))
                            .isPresent();
            if (topic.isPresent()
                    && told
                    && kept.policies().contains("delete")
                    && kept.limitsTime()
                    && kept.millis() < stop.duration().toMillis()) {
                subject.warning(
                                CommonRule.CLIENT_RECORDS,
                                path + ".topics[" + i + "]",
                                name + ", which keeps records for " + new Span(Duration.ofMillis(kept.millis())))
                        .must("keep them for " + stop + ", for which the group may be stopped")
                        .mend("write retention.ms: " + stop.duration().toMillis() + " under topics." + name
                                + ".settings, or a shorter stop");
            }
        }
    }
}
