package io.trivet.rule;

import io.trivet.kafka.Numbers;
import io.trivet.layout.PlannedTopic;
import io.trivet.platform.Cluster;
import io.trivet.platform.Retention;
import io.trivet.platform.Section;
import io.trivet.problem.Words;
import io.trivet.stack.DataSize;
import io.trivet.stack.Span;
import io.trivet.stack.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Retention, compression, sizes of records: what happens to data once it is in the cluster. */
final class DataRules {
    private static final List<String> RETENTION =
            List.of("log.retention.ms", "log.retention.minutes", "log.retention.hours");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final double SECOND = Duration.ofSeconds(1).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final String MESSAGE = "message.max.bytes";
    private static final String REQUEST = "socket.request.max.bytes";
    private static final String SESSION = "broker.session.timeout.ms";
    private static final String BEAT = "broker.heartbeat.interval.ms";
    /** Kafka's word for never. */
    private static final String NEVER = Long.toString(Long.MAX_VALUE);

    private static final long DEFAULT_MESSAGE = 1_048_588;
    private static final long DEFAULT_REQUEST = 104_857_600;
    private static final int FULL_PERCENT = 85;

    private DataRules() {}

    static void check(Cluster subject) {
        SortedMap<String, String> described = subject.described();
        SortedMap<String, String> settings = subject.brokerSettings();
        Retention retention = Retention.ofBrokers(settings);
        compression(subject, "brokers.settings.", described);
        subject.sections().stream()
                .filter(section -> !section.server().broker())
                .forEach(section -> compression(subject, section.at(""), section.described()));
        autoCreate(subject, settings);
        retention(subject, retention, settings);
        Numbers.of(settings, MESSAGE)
                .filter(size -> described.containsKey(MESSAGE) || !request(subject, size))
                .ifPresent(size -> message(subject, "brokers.settings." + MESSAGE, size, settings));
        timing(subject, settings);
        List.of("log.flush.interval.messages", "log.flush.interval.ms").stream()
                .filter(key -> !described.getOrDefault(key, NEVER).strip().equals(NEVER))
                .forEach(key -> flush(subject, "brokers.settings." + key));
        subject.description().topics().forEach((name, topic) -> topic(subject, name, topic, retention));
        volume(subject, settings);
        largest(subject, retention);
    }

    private static void topic(Cluster subject, String name, Topic topic, Retention brokers) {
        String path = "topics." + name + ".settings.";
        SortedMap<String, String> settings = topic.settings();
        compression(subject, path, settings);
        List.of("flush.messages", "flush.ms").stream()
                .filter(key -> !settings.getOrDefault(key, NEVER).strip().equals(NEVER))
                .forEach(key -> flush(subject, path + key));
        Retention retention = brokers.ofTopic(settings);
        Optional<Long> kept = Numbers.of(settings, "retention.ms").filter(ms -> ms >= -1);
        if (kept.isPresent() && !List.copyOf(retention.policies()).equals(List.of("compact"))) {
            unbounded(subject, path + "retention.ms", settings.getOrDefault("retention.ms", ""), retention);
            long segment = Numbers.of(settings, "segment.ms").orElseGet(() -> segmentMs(subject.brokerSettings()));
            if (subject.topicsTake("segment.ms")) {
                segment(subject, path + "retention.ms", retention, segment, "segment.ms");
            }
        }
        Numbers.of(settings, "max.message.bytes")
                .ifPresent(size -> message(subject, path + "max.message.bytes", size, subject.brokerSettings()));
    }

    private static void compression(Cluster subject, String path, SortedMap<String, String> settings) {
        String type = settings.getOrDefault("compression.type", "producer");
        if (!type.equals("producer")) {
            String same = type.equals("uncompressed") ? "send without compression" : "compress with " + type;
            subject.warning(CommonRule.COMPRESSION, path + "compression.type", type)
                    .must("be producer unless all producers " + same
                            + ", too: the broker keeps their batches as they are, and packs all others anew")
                    .mend("write producer, and say it at the producers, or see that all of them do the same");
        }
    }

    private static void autoCreate(Cluster subject, SortedMap<String, String> settings) {
        if ("true".equals(settings.get("auto.create.topics.enable"))
                && !subject.description().environment().equals("dev")) {
            subject.warning(CommonRule.AUTO_CREATE, "brokers.settings.auto.create.topics.enable", "true")
                    .must("be false outside dev: a misspelt topic comes into being instead of an error")
                    .mend("remove it, and describe the topics");
        }
    }

    private static void retention(Cluster subject, Retention retention, SortedMap<String, String> settings) {
        SortedMap<String, String> described = subject.described();
        List<String> given = RETENTION.stream().filter(described::containsKey).toList();
        if (given.size() > 1) {
            subject.error(
                            CommonRule.RETENTION_TWICE,
                            "brokers.settings." + given.get(given.size() - 1),
                            "beside " + Words.list(given.subList(0, given.size() - 1)))
                    .must("stand alone: " + given.get(0) + " wins, and the rest is dead text")
                    .mend("keep one of them; in a stack that extends another file, set the other to null");
        }
        for (Section section : subject.sections()) {
            for (String key : RETENTION) {
                Numbers.of(section.described(), key)
                        .filter(value -> value == 0)
                        .ifPresent(value -> subject.error(CommonRule.RETENTION_VALUE, section.at(key), "" + value)
                                .must("be 1 or more, or -1 for no limit")
                                .mend("write how long records are needed"));
            }
        }
        String path = given.isEmpty() ? "brokers.settings" : "brokers.settings." + given.get(0);
        unbounded(subject, path, given.isEmpty() ? "-1" : described.getOrDefault(given.get(0), ""), retention);
        if (subject.takes("log.roll.ms")) {
            segment(subject, path, retention, segmentMs(settings), "log.roll.ms");
        }
        long kept = retention.millis() / MINUTE;
        Numbers.of(settings, "offsets.retention.minutes")
                .filter(minutes -> retention.limitsTime() && retention.millis() > minutes * MINUTE)
                .ifPresent(minutes -> subject.warning(
                                CommonRule.OFFSETS_RETENTION,
                                "brokers.settings.offsets.retention.minutes",
                                "" + minutes)
                        .must("be at least " + kept
                                + ", as long as records live: a group that was stopped longer starts over or skips")
                        .mend("write 43200, a month"));
    }

    private static long segmentMs(SortedMap<String, String> settings) {
        return Numbers.of(settings, "log.roll.ms")
                .or(() -> Numbers.of(settings, "log.roll.hours").map(hours -> hours * HOUR))
                .orElse(168 * HOUR);
    }

    private static void unbounded(Cluster subject, String path, String time, Retention retention) {
        if (subject.volume().isPresent() && !retention.limitsTime() && !retention.limitsBytes()) {
            subject.warning(CommonRule.RETENTION_UNBOUNDED, path, time + ", with no limit by size either")
                    .must(
                            "have a limit: records that are never deleted fill the disk, and a full disk stops the broker")
                    .mend("limit the time or the bytes, or compact the topic");
        }
    }

    private static void segment(Cluster subject, String path, Retention retention, long segment, String key) {
        long kept = retention.millis();
        if (kept > 0 && kept < segment) {
            subject.warning(
                            CommonRule.SEGMENT_OUTLIVES_RETENTION,
                            path,
                            new Span(Duration.ofMillis(kept)) + ", with segments that stay open for "
                                    + new Span(Duration.ofMillis(segment)))
                    .must(
                            "be longer than a segment stays open: records go only with their whole segment, once it is closed")
                    .mend("add " + key + ": " + Math.max(1, kept / 4));
        }
    }

    private static void message(Cluster subject, String path, long size, SortedMap<String, String> settings) {
        long request = Numbers.of(settings, REQUEST).orElse(DEFAULT_REQUEST);
        // What followers fetch at a time is no limit: Kafka sends them a batch that is larger all the same.
        if (subject.takes(REQUEST) && size >= request) {
            subject.error(CommonRule.MESSAGE_SIZE, path, "" + size)
                    .must("be less than " + REQUEST + ", " + request
                            + ": the broker closes the connection on a larger request")
                    .mend("add brokers.settings " + REQUEST + ": " + Math.min(size, Integer.MAX_VALUE / 2) * 2
                            + ", or lower this one");
        } else if (size > DEFAULT_MESSAGE) {
            subject.warning(CommonRule.MESSAGE_LARGE, path, "" + size)
                    .must("be 1048588 unless every client knows: producers need max.request.size, consumers"
                            + " max.partition.fetch.bytes to match")
                    .mend("tell the clients, or store large objects elsewhere and send their address");
        }
    }

    /** Whether requests are described too small for what is left as it is. */
    private static boolean request(Cluster subject, long size) {
        Optional<Long> small = Numbers.of(subject.described(), REQUEST).filter(most -> most <= size);
        small.ifPresent(most -> subject.error(CommonRule.MESSAGE_SIZE, "brokers.settings." + REQUEST, "" + most)
                .must("be more than " + MESSAGE + ", " + size
                        + ": the broker closes the connection on a larger request")
                .mend("remove it to get " + DEFAULT_REQUEST));
        return small.isPresent();
    }

    private static void flush(Cluster subject, String path) {
        subject.warning(CommonRule.LOG_FLUSH, path, "described")
                .must(
                        "be left to the operating system: replication protects records, and flushing costs most of the throughput")
                .mend("remove it");
    }

    private static void timing(Cluster subject, SortedMap<String, String> settings) {
        long session = Numbers.of(settings, SESSION).orElse(9000L);
        long beat = Numbers.of(settings, BEAT).orElse(2000L);
        if (subject.usesZooKeeper() || session >= 2 * beat || beat <= 0) {
            return;
        }
        boolean own = subject.described().containsKey(SESSION);
        String key = "brokers.settings." + (own ? SESSION : BEAT);
        String found = "" + (own ? session : beat);
        String must = own
                ? "be at least " + 2 * beat + ", two heartbeats"
                : "be " + session / 2 + " at most, half of " + SESSION;
        String mend = "write " + (own ? 3 * beat : session / 3);
        if (session < beat) {
            subject.error(CommonRule.SETTINGS_CONFLICT, key, found)
                    .must(must + ": between any two of them the broker would be fenced")
                    .mend(mend);
        } else {
            subject.warning(CommonRule.BROKER_SESSION, key, found)
                    .must(must + ": a single lost one would fence the broker")
                    .mend(mend);
        }
    }

    /**
     * A partition lies on one volume, however many a broker has, and may grow until it is cut down by bytes; where
     * traffic is described, no further than all of it would leave.
     */
    private static void largest(Cluster subject, Retention brokers) {
        if (subject.volumes() < 2 || subject.volume().isEmpty()) {
            return;
        }
        DataSize size = subject.volume().get();
        double rate = subject.description()
                .on()
                .traffic()
                .map(traffic -> (double) traffic.ingress().perSecond().bytes())
                .orElse(Double.POSITIVE_INFINITY);
        for (PlannedTopic topic : PlannedTopic.of(subject.description())) {
            Retention kept = brokers.ofTopic(topic.settings());
            double most = Math.min(kept.bytes(), rate * kept.millis() / SECOND);
            if (kept.limitsBytes() && kept.policies().contains("delete") && most > size.bytes() / 100 * FULL_PERCENT) {
                boolean own = topic.settings().containsKey("retention.bytes");
                String found = new DataSize((long) most).toGib() + "GiB for a partition";
                subject.warning(
                                CommonRule.RETENTION_OVER_VOLUME,
                                own
                                        ? "topics." + topic.name() + ".settings.retention.bytes"
                                        : "brokers.settings.log.retention.bytes",
                                own ? found : found + " of " + topic.name())
                        .must("leave " + (100 - FULL_PERCENT) + " % of " + size
                                + " free: a partition lies on one volume, however many there are")
                        .mend("describe fewer bytes, larger volumes, or more partitions with fewer bytes each");
            }
        }
    }

    /**
     * Retention by size is per replica: the sum over all of them has to fit. Where traffic is described, less than that
     * may ever be there, and capacity tells it.
     */
    private static void volume(Cluster subject, SortedMap<String, String> brokers) {
        if (subject.description().on().traffic().isPresent()) {
            return;
        }
        int nodes = Math.max(1, subject.nodes());
        long perReplica = Numbers.of(brokers, "log.retention.bytes").orElse(-1L);
        double bytes = 0;
        for (PlannedTopic topic : PlannedTopic.of(subject.description())) {
            long limit = Numbers.of(topic.settings(), "retention.bytes").orElse(perReplica);
            if (limit > 0) {
                bytes += (double) limit * topic.copies();
            }
        }
        DataSize each = new DataSize((long) Math.min(Long.MAX_VALUE, bytes / nodes));
        int volumes = subject.volumes();
        subject.volume()
                .filter(size -> each.bytes() / volumes > size.bytes() / 100 * FULL_PERCENT)
                .ifPresent(size -> subject.warning(
                                CommonRule.RETENTION_OVER_VOLUME,
                                subject.volumePath(),
                                (volumes > 1 ? volumes + " x " : "") + size
                                        + ", while retention by size lets each broker keep " + each.toGib() + "GiB")
                        .must("hold that with " + (100 - FULL_PERCENT)
                                + " % to spare: retention.bytes counts for each replica of each partition")
                        .mend("describe a larger volume, more brokers, or fewer bytes"));
    }
}
