package io.trivet.platform.ec2.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.process.KafkaSecurity;
import io.trivet.stack.OnEc2;
import java.util.TreeSet;

/** TLS on every listener, and what it does not go together with. */
final class SecurityRules {
    private SecurityRules() {}

    static void check(Ec2Subject subject) {
        users(subject);
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

    private static void users(Ec2Subject subject) {
        OnEc2 stack = subject.stack();
        if (!stack.users().isEmpty() && stack.security().isEmpty()) {
            subject.error(PlatformRule.USER_UNKNOWN, "users", "described without security")
                    .must("be left out: in plain text each client is the same one, and may do everything")
                    .mend(
                            stack.usesZooKeeper()
                                    ? "remove them; security, which they need, is for clusters with kafka.metadata: kraft"
                                    : "describe security for a new cluster, or remove them");
        }
        stack.users().keySet().stream()
                .filter(name -> !KafkaSecurity.isUser(name))
                .forEach(name -> subject.error(
                                PlatformRule.USER_UNKNOWN, "users." + name, "the user " + Words.quoted(name))
                        .must(must(name))
                        .mend(mend(name)));
    }

    private static String must(String name) {
        return KafkaSecurity.isSuper(name)
                ? "be none of those who may do everything already: it is how brokers know "
                        + (name.endsWith(KafkaSecurity.NODES) ? "one another" : "administrators")
                : "be the name in its certificate, CN=<name>: 1 to 64 letters, digits, '.', '_' and '-', and not"
                        + " ANONYMOUS";
    }

    private static String mend(String name) {
        if (KafkaSecurity.isSuper(name)) {
            return "remove it: no right can be given to it, or taken from it";
        }
        String bare = name.replaceFirst("^User:", "").replaceFirst("^CN=", "");
        return KafkaSecurity.isUser(bare) ? "write " + bare : "write another name, and issue its certificate for that";
    }
}
