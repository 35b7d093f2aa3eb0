package io.trivet.platform.ec2.rule;

import io.trivet.platform.AwsIds;
import java.util.TreeSet;

/** TLS on every listener, and what it does not go together with. */
final class SecurityRules {
    private SecurityRules() {}

    static void check(Ec2Subject subject) {
        subject.stack().security().ifPresent(security -> {
            if (security.authentication().isEmpty()) {
                subject.error(Ec2Rule.SECURITY_AUTHENTICATION, "security.authentication", "none")
                        .must("name how clients prove who they are")
                        .mend("write authentication: [mtls]");
            }
            if (new TreeSet<>(security.authentication()).size()
                    < security.authentication().size()) {
                subject.error(Ec2Rule.SECURITY_AUTHENTICATION, "security.authentication", "mtls twice")
                        .must("name each way once")
                        .mend("write authentication: [mtls]");
            }
            AwsIds.checkArn(
                    subject,
                    "security.authority",
                    security.authority(),
                    "acm-pca",
                    "certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab");
            if (subject.stack().usesZooKeeper()) {
                subject.error(Ec2Rule.SECURITY_ZOOKEEPER, "security", "described with kafka.metadata: zookeeper")
                        .must("be left out: Trivet has no TLS for ZooKeeper")
                        .mend("write kafka.metadata: kraft for a new cluster, or remove it");
            }
            subject.stack().network().listeners().forEach((name, listener) -> {
                if (listener.protocol().isPresent()) {
                    subject.error(Ec2Rule.SECURITY_LISTENER, "network.listeners." + name + ".protocol", "plaintext")
                            .must("be left out: with security every listener speaks TLS")
                            .mend("remove it");
                }
            });
        });
    }
}
