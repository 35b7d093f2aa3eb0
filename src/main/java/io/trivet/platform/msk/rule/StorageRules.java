package io.trivet.platform.msk.rule;

import io.trivet.kafka.Numbers;
import io.trivet.platform.PlatformRule;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.stack.DataSize;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Throughput;
import java.util.SortedMap;

/** Volumes of Standard brokers, how they grow, and what may move to tiered storage. */
final class StorageRules {
    private static final DataSize LEAST = DataSize.gib(MskQuotas.VOLUME_LEAST_GIB);
    private static final DataSize MOST = DataSize.gib(MskQuotas.VOLUME_MOST_GIB);

    private StorageRules() {}

    static void check(MskSubject subject) {
        if (subject.type() != MskType.STANDARD) {
            return;
        }
        subject.stack().brokers().flatMap(OnMsk.BrokerNodes::volume).ifPresent(volume -> volume(subject, volume));
        if (subject.tiered()) {
            tieredBrokers(subject);
        }
        subject.description().topics().forEach((name, topic) -> {
            if ("true".equals(topic.settings().get("remote.storage.enable"))) {
                tieredTopic(subject, "topics." + name + ".settings.", topic.settings());
            }
        });
    }

    private static void volume(MskSubject subject, OnMsk.Volume volume) {
        DataSize size = volume.size();
        if (size.bytes() < LEAST.bytes() || size.bytes() > MOST.bytes() || size.bytes() % LEAST.bytes() != 0) {
            subject.error(PlatformRule.VOLUME_SIZE, "brokers.volume.size", size.toString())
                    .must("be whole gibibytes from 1GiB to 16TiB")
                    .mend("write such a size");
        }
        volume.throughput().ifPresent(rate -> throughput(subject, size, rate));
        subject.msk()
                .storage()
                .flatMap(OnMsk.Storage::autoscaling)
                .ifPresent(growth -> autoscaling(subject, size, growth));
    }

    private static void throughput(MskSubject subject, DataSize size, Throughput rate) {
        String path = "brokers.volume.throughput";
        int most = subject.broker().map(MskInstance::provisionedMib).orElse(Integer.MAX_VALUE);
        DataSize each = rate.perSecond();
        if (most == 0) {
            subject.error(MskRule.MSK_THROUGHPUT, path, rate.toString())
                    .must("be left out on "
                            + subject.stack()
                                    .brokers()
                                    .map(OnMsk.BrokerNodes::instance)
                                    .orElse("") + ": MSK provisions throughput from m5.4xlarge and m7g.2xlarge on")
                    .mend("remove it, or take a larger brokers.instance");
        } else if (each.bytes() < DataSize.mib(MskQuotas.THROUGHPUT_LEAST_MIB).bytes()
                || each.bytes() > DataSize.mib(1).bytes() * most
                || each.bytes() % DataSize.mib(1).bytes() != 0) {
            subject.error(MskRule.MSK_THROUGHPUT, path, rate.toString())
                    .must("be whole mebibytes from " + MskQuotas.THROUGHPUT_LEAST_MIB + "MiB/s to "
                            + (most == Integer.MAX_VALUE ? 1000 : most) + "MiB/s, what this type of broker carries")
                    .mend("write such a rate, or remove it to get what the type includes");
        } else if (size.bytes() < DataSize.gib(MskQuotas.VOLUME_PROVISIONED_GIB).bytes()) {
            subject.error(MskRule.MSK_THROUGHPUT, path, rate + " on a volume of " + size)
                    .must("be on a volume of at least " + MskQuotas.VOLUME_PROVISIONED_GIB + "GiB")
                    .mend("describe a larger volume, or remove it");
        }
    }

    private static void autoscaling(MskSubject subject, DataSize size, OnMsk.Autoscaling growth) {
        DataSize max = growth.max();
        long least = size.bytes() + DataSize.gib(MskQuotas.VOLUME_GROWTH_GIB).bytes();
        if (max.bytes() < least || max.bytes() > MOST.bytes() || max.bytes() % LEAST.bytes() != 0) {
            subject.error(MskRule.MSK_AUTOSCALING, "msk.storage.autoscaling.max", max.toString())
                    .must("be whole gibibytes from " + new DataSize(least) + " to 16TiB: volumes of " + size
                            + " grow by 10GiB at least")
                    .mend("write a size that they may grow to, or remove autoscaling");
        }
        growth.target().ifPresent(percent -> {
            if (percent < MskQuotas.AUTOSCALING_LEAST_PERCENT || percent > MskQuotas.AUTOSCALING_MOST_PERCENT) {
                subject.error(MskRule.MSK_AUTOSCALING, "msk.storage.autoscaling.target", "" + percent)
                        .must("be from 10 to 80, in percent")
                        .mend("write 60, or leave it out");
            }
        });
    }

    /** A topic that says nothing has what brokers say; one that is compacted can never move. */
    private static void tieredBrokers(MskSubject subject) {
        SortedMap<String, String> described = subject.described();
        String policy = described.getOrDefault("log.cleanup.policy", "delete");
        if (policy.contains("compact")) {
            subject.error(MskRule.MSK_TIERED, "brokers.settings.log.cleanup.policy", policy)
                    .must("be delete with msk.storage.tiered: tiered storage does not compact")
                    .mend("remove it, and set cleanup.policy of the topics that are compacted");
        }
        Numbers.of(described, "log.segment.bytes")
                .filter(bytes -> bytes < MskQuotas.TIERED_SEGMENT_BYTES)
                .ifPresent(bytes -> small(
                        subject, "brokers.settings.log.segment.bytes", "" + bytes, MskQuotas.TIERED_SEGMENT_BYTES));
    }

    private static void tieredTopic(MskSubject subject, String path, SortedMap<String, String> settings) {
        if (!subject.tiered()) {
            subject.error(MskRule.MSK_TIERED, path + "remote.storage.enable", "true")
                    .must("be false unless the cluster has tiered storage")
                    .mend("add storage: {tiered: true} under msk, or remove it");
        }
        Numbers.of(settings, "retention.ms")
                .filter(ms -> ms >= 0 && ms < MskQuotas.TIERED_RETENTION_MS)
                .ifPresent(ms -> small(subject, path + "retention.ms", "" + ms, MskQuotas.TIERED_RETENTION_MS));
        Numbers.of(settings, "segment.bytes")
                .filter(bytes -> bytes < MskQuotas.TIERED_SEGMENT_BYTES)
                .ifPresent(bytes -> small(subject, path + "segment.bytes", "" + bytes, MskQuotas.TIERED_SEGMENT_BYTES));
        Numbers.of(settings, "segment.ms")
                .filter(ms -> ms < MskQuotas.TIERED_SEGMENT_MS)
                .ifPresent(ms -> small(subject, path + "segment.ms", "" + ms, MskQuotas.TIERED_SEGMENT_MS));
    }

    private static void small(MskSubject subject, String path, String found, long least) {
        subject.error(MskRule.MSK_TIERED, path, found)
                .must("be at least " + least + " with tiered storage, or MSK refuses it")
                .mend("write " + least + ", or remove remote.storage.enable");
    }
}
