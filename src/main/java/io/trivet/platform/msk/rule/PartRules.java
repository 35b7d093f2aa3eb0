package io.trivet.platform.msk.rule;

import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import java.util.Optional;

/** What each flavour of Amazon MSK must be told, and what it has no use for. */
final class PartRules {
    private PartRules() {}

    static void check(MskSubject subject) {
        OnMsk stack = subject.stack();
        OnMsk.Msk msk = stack.msk();
        boolean standard = subject.type() == MskType.STANDARD;
        boolean provisioned = subject.type().provisioned();
        Optional<OnMsk.Volume> volume = stack.brokers().flatMap(OnMsk.BrokerNodes::volume);
        if (provisioned) {
            missing(subject, "kafka", stack.kafka(), "add kafka: {version: 3.9.x, metadata: kraft}");
            missing(subject, "brokers", stack.brokers(), "add brokers: {nodes: 3, instance: m7g.large}");
        } else {
            unused(subject, "kafka", stack.kafka(), "AWS chooses the version of Kafka");
            unused(subject, "brokers", stack.brokers(), "AWS sizes the cluster by what it carries");
            unused(subject, "monitoring", subject.description().monitoring(), "there are no exporters to read");
            unused(subject, "msk.kmsKey", msk.kmsKey(), "AWS encrypts it by a key of its own");
            unused(subject, "msk.level", msk.level(), "there are no metrics of brokers");
            unused(subject, "msk.logs", msk.logs(), "there are no logs of brokers");
            unused(subject, "msk.alarms", msk.alarms(), "there are no metrics of brokers");
            unused(subject, "msk.access", msk.access(), "clients come from its own VPC");
        }
        if (standard) {
            stack.brokers()
                    .ifPresent(brokers ->
                            missing(subject, "brokers.volume", volume, "add volume: {size: 1TiB} under brokers"));
        } else {
            if (provisioned) {
                unused(subject, "brokers.volume", volume, "its storage grows by itself");
            }
            unused(subject, "msk.storage", msk.storage(), "its storage grows by itself, and has no tiers");
            unused(subject, "msk.names", msk.names(), "no configuration of it takes custom.advertised.listeners");
        }
    }

    private static void missing(MskSubject subject, String path, Optional<?> described, String mend) {
        if (described.isEmpty()) {
            subject.error(MskRule.MSK_PART_MISSING, path, "missing")
                    .must("be described: " + subject.type().title() + " leaves it to you")
                    .mend(mend);
        }
    }

    private static void unused(MskSubject subject, String path, Optional<?> described, String reason) {
        if (described.isPresent()) {
            subject.error(MskRule.MSK_PART_UNUSED, path, "described")
                    .must("be left out on " + subject.type().title() + ": " + reason)
                    .mend("remove it; in a stack that extends another file, write null");
        }
    }
}
