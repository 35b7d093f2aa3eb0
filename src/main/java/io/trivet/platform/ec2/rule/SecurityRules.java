package io.trivet.platform.ec2.rule;

import io.trivet.platform.AwsIds;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.process.KafkaSecurity;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Security;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** TLS on every listener, how those who come prove who they are, and what it does not go together with. */
final class SecurityRules {
    private SecurityRules() {}

    static void check(Ec2Subject subject) {
        users(subject);
        if (subject.isProduction() && subject.stack().security().isEmpty()) {
            none(subject);
        }
        subject.stack().security().ifPresent(security -> {
            if (security.authentication().isEmpty()) {
                subject.error(Ec2Rule.SECURITY_AUTHENTICATION, "security.authentication", "none")
                        .must("name how clients prove who they are")
                        .mend("write authentication: [mtls]");
            }
            SortedSet<Security.Authentication> ways = new TreeSet<>(security.authentication());
            boolean byPasswordAlone = security.hasPasswords() && ways.add(Security.Authentication.MTLS);
            ways.stream()
                    .filter(way -> Collections.frequency(security.authentication(), way) > 1)
                    .forEach(way -> subject.error(
                                    Ec2Rule.SECURITY_AUTHENTICATION,
                                    "security.authentication",
                                    Words.of(way) + " twice")
                            .must("name each way once")
                            .mend("write authentication: ["
                                    + String.join(
                                            ", ", ways.stream().map(Words::of).toList()) + "]"));
            if (byPasswordAlone) {
                subject.error(Ec2Rule.SECURITY_AUTHENTICATION, "security.authentication", "scram without mtls")
                        .must("have mtls beside it: brokers, controllers and administrators come with certificates")
                        .mend("write authentication: [mtls, scram]");
            }
            AwsIds.checkArn(
                    subject,
                    "security.authority",
                    security.authority(),
                    "acm-pca",
                    "certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab");
            trusts(subject, security);
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

    private static void trusts(Ec2Subject subject, Security security) {
        List<String> trusts = security.trusts().orElse(List.of());
        for (int i = 0; i < trusts.size(); i++) {
            String path = "security.trusts[" + i + "]";
            AwsIds.checkArn(
                    subject,
                    path,
                    trusts.get(i),
                    "acm-pca",
                    "certificate-authority/5678abcd-12ab-34cd-56ef-1234567890ab");
            boolean again = trusts.indexOf(trusts.get(i)) < i;
            if (again || trusts.get(i).equals(security.authority())) {
                subject.error(
                                Ec2Rule.SECURITY_TRUSTS,
                                path,
                                again ? trusts.get(i) + " a second time" : "the authority itself")
                        .must("be an authority besides the one that signs, named once")
                        .mend("remove it");
            }
        }
    }

    /** In production others than the members of a security group come in, and each may do everything. */
    private static void none(Ec2Subject subject) {
        OnEc2.Network network = subject.stack().network();
        List<String> doors = new ArrayList<>();
        if (network.clients().filter(clients -> !clients.isEmpty()).isPresent()) {
            doors.add("network.clients");
        }
        network.listeners().keySet().forEach(name -> doors.add("network.listeners." + name));
        if (!doors.isEmpty()) {
            subject.warning(Ec2Rule.SECURITY_NONE, doors.get(0), "clients from elsewhere, without security")
                    .must("be with security in production: each client that comes in may read, write and delete"
                            + " everything, and all that passes can be read")
                    .mend("describe "
                            + (subject.stack().usesZooKeeper() ? "kafka.metadata: kraft and " : "")
                            + "security for a new cluster; where this one runs already, let in as few as can be");
        }
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
        if (stack.security().isPresent() && !stack.hasPasswords()) {
            stack.users().forEach((name, user) -> {
                if (user.hasPassword()) {
                    subject.error(Ec2Rule.SECURITY_LOGIN, "users." + name + ".login", "scram")
                            .must("be a way that security.authentication names: brokers ask for certificates alone")
                            .mend("write security.authentication: [mtls, scram], or remove it");
                }
            });
        }
        stack.users().forEach((name, user) -> {
            if (user.login().equals(Optional.of(User.Login.IAM))) {
                subject.error(PlatformRule.USER_UNKNOWN, "users." + name + ".login", "iam")
                        .must("be mtls or scram: only brokers of Amazon MSK know roles in AWS")
                        .mend("remove it");
            }
        });
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
