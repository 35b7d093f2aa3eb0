package io.trivet.platform.msk.rule;

import io.trivet.kafka.MetadataMode;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Words;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The version of Kafka that MSK is asked for, and the type of its brokers. */
final class VersionRules {
    private VersionRules() {}

    static void check(MskSubject subject) {
        if (!subject.type().provisioned()) {
            return;
        }
        subject.stack().kafka().ifPresent(kafka -> version(subject, kafka));
        subject.stack().brokers().ifPresent(brokers -> instance(subject, brokers));
    }

    private static void version(MskSubject subject, OnMsk.Kafka kafka) {
        MskType type = subject.type();
        if (subject.line().isEmpty()) {
            subject.error(MskRule.MSK_VERSION, "kafka.version", kafka.version())
                    .must("be a line that MSK creates clusters of, or a release of one: "
                            + Words.list(Arrays.stream(MskVersion.values())
                                    .map(MskVersion::text)
                                    .toList()))
                    .mend(
                            kafka.version().contains("kraft")
                                    ? "write the line without .kraft, and metadata: kraft"
                                    : "write 3.9.x, which AWS recommends");
            return;
        }
        MskVersion line = subject.line().get();
        if (!line.modes(type).contains(subject.mode())) {
            subject.error(
                            MskRule.MSK_VERSION_MODE,
                            "kafka.version",
                            kafka.version() + " with metadata " + subject.mode().word())
                    .must("be what " + type.title() + " creates clusters of: " + created(type))
                    .mend(mend(subject, line));
            return;
        }
        line.supportEnded()
                .ifPresent(end -> subject.warning(
                                MskRule.MSK_SUPPORT_ENDED,
                                "kafka.version",
                                kafka.version() + ", whose support ended on " + end)
                        .must("be a line that AWS supports: it upgrades others by itself, on a day of its choice")
                        .mend("write 3.9.x, which AWS recommends"));
    }

    private static String created(MskType type) {
        List<String> modes = new ArrayList<>();
        for (MetadataMode mode : MetadataMode.values()) {
            List<String> lines = MskVersion.created(type, mode).stream()
                    .map(MskVersion::text)
                    .toList();
            modes.add(Words.list(lines) + " with metadata " + mode.word());
        }
        return String.join("; ", modes);
    }

    private static String mend(MskSubject subject, MskVersion line) {
        List<MetadataMode> modes = line.modes(subject.type());
        if (!modes.isEmpty()) {
            return "write metadata: " + modes.get(0).word();
        }
        List<MskVersion> lines = MskVersion.created(subject.type(), subject.mode());
        return "write " + lines.get(lines.size() - 1);
    }

    private static void instance(MskSubject subject, OnMsk.BrokerNodes brokers) {
        String path = "brokers.instance";
        String described = brokers.instance();
        List<String> names = MskInstance.names(subject.type());
        if (subject.broker().isEmpty()) {
            String bare = described.replaceFirst("^(kafka|express)\\.", "");
            subject.error(MskRule.MSK_INSTANCE, path, described)
                    .must("be a type of broker that " + subject.type().title() + " has: " + Words.list(names))
                    .mend(
                            names.contains(bare)
                                    ? "write " + bare + "; the prefix follows from msk.type"
                                    : "write "
                                            + MskInstance.asLargeAs(subject.type(), bare)
                                                    .or(() -> Words.nearest(bare, names))
                                                    .orElse("m7g.large"));
            return;
        }
        if (subject.broker().get().full()) {
            return;
        }
        List<String> asked = new ArrayList<>();
        if (!subject.usesZooKeeper()) {
            asked.add("kafka.metadata kraft");
        }
        if (subject.tiered()) {
            asked.add("msk.storage.tiered");
        }
        if (subject.msk().access().flatMap(OnMsk.Access::vpcs).isPresent()) {
            asked.add("msk.access.vpcs");
        }
        if (!asked.isEmpty()) {
            subject.error(MskRule.MSK_INSTANCE_SMALL, path, described + " with " + Words.list(asked))
                    .must("be a larger type: MSK has none of KRaft, tiered storage and access from other VPCs on "
                            + described)
                    .mend("write m7g.large or larger");
        }
    }
}
