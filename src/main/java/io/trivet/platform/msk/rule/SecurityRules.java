package io.trivet.platform.msk.rule;

import io.trivet.platform.msk.MskQuotas;
import io.trivet.platform.msk.MskSettings;
import io.trivet.problem.Words;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnMsk.Authentication;
import java.util.List;
import java.util.Optional;

/** How clients prove who they are to a cluster on Amazon MSK. */
final class SecurityRules {
    private SecurityRules() {}

    static void check(MskSubject subject) {
        if (subject.type() == MskType.SERVERLESS) {
            serverless(subject);
            return;
        }
        ways(subject);
        scram(subject);
        certificates(subject);
        plaintext(subject);
        everyone(subject);
    }

    private static void serverless(MskSubject subject) {
        OnMsk.Msk msk = subject.msk();
        List<Authentication> ways = msk.authentication().orElse(List.of(Authentication.IAM));
        if (!ways.equals(List.of(Authentication.IAM))) {
            subject.error(MskRule.MSK_AUTHENTICATION, "msk.authentication", words(ways))
                    .must("be iam: MSK Serverless knows no other way, and no ACLs")
                    .mend("write [iam], or remove it");
        }
        boolean others = msk.scram().isPresent() || msk.certificateAuthorities().isPresent();
        if (others) {
            subject.error(
                            MskRule.MSK_PART_UNUSED,
                            msk.scram().isPresent() ? "msk.scram" : "msk.certificateAuthorities",
                            "described")
                    .must("be left out on MSK Serverless: clients authenticate with IAM only")
                    .mend("remove it");
        }
        if (msk.clientEncryption()
                .filter(spoken -> spoken != OnMsk.ClientEncryption.TLS)
                .isPresent()) {
            subject.error(MskRule.MSK_PLAINTEXT, "msk.clientEncryption", "tls-plaintext")
                    .must("be tls: MSK Serverless speaks nothing else")
                    .mend("remove it");
        }
    }

    private static String words(List<Authentication> ways) {
        return ways.isEmpty()
                ? "empty"
                : String.join(", ", ways.stream().map(Words::of).toList());
    }

    private static void ways(MskSubject subject) {
        List<Authentication> ways = subject.stack().authentication();
        if (ways.isEmpty()) {
            subject.error(MskRule.MSK_AUTHENTICATION, "msk.authentication", "empty")
                    .must("name at least one of iam, scram, tls and unauthenticated, or no client can come in")
                    .mend("write [iam], or remove it");
        }
        for (int i = 0; i < ways.size(); i++) {
            if (ways.indexOf(ways.get(i)) < i) {
                subject.error(
                                MskRule.MSK_AUTHENTICATION,
                                "msk.authentication[" + i + "]",
                                Words.of(ways.get(i)) + " a second time")
                        .must("name each way once")
                        .mend("remove it");
            }
        }
        if (ways.contains(Authentication.UNAUTHENTICATED)) {
            subject.warning(MskRule.MSK_UNAUTHENTICATED, "msk.authentication", words(ways))
                    .must("not be unauthenticated: every machine in the network may read and write everything")
                    .mend("write [iam]");
        }
    }

    private static void scram(MskSubject subject) {
        List<String> secrets = subject.msk().scram().map(OnMsk.Scram::secrets).orElse(List.of());
        if (subject.authenticates(Authentication.SCRAM) && secrets.isEmpty()) {
            subject.error(MskRule.MSK_SCRAM, "msk.scram", "without secrets")
                    .must("name the secrets with its users, since msk.authentication has scram")
                    .mend("add scram: {secrets: [ARN of a secret named AmazonMSK_…]} under msk");
        }
        unasked(
                subject,
                MskRule.MSK_SCRAM,
                "msk.scram",
                Authentication.SCRAM,
                subject.msk().scram());
        if (secrets.size() > MskQuotas.SCRAM_USERS) {
            subject.error(MskRule.MSK_SCRAM, "msk.scram.secrets", secrets.size() + " secrets")
                    .must("be " + MskQuotas.SCRAM_USERS + " at most, the quota of a cluster")
                    .mend("let the rest come with iam");
        }
        for (int i = 0; i < secrets.size(); i++) {
            secret(subject, "msk.scram.secrets[" + i + "]", secrets, i);
        }
    }

    private static void unasked(
            MskSubject subject, MskRule rule, String path, Authentication way, Optional<?> described) {
        if (described.isPresent() && !subject.authenticates(way)) {
            subject.error(rule, path, "described")
                    .must("be left out, since msk.authentication has no " + Words.of(way))
                    .mend("add " + Words.of(way) + " to msk.authentication, or remove it");
        }
    }

    private static void secret(MskSubject subject, String path, List<String> secrets, int index) {
        String secret = secrets.get(index);
        String prefix = MskQuotas.SCRAM_SECRET_PREFIX;
        Optional<String> arn =
                Arn.check(subject, path, secret, "secretsmanager", "secret:", prefix + "orders_web-AbCdEf");
        if (arn.isEmpty()) {
            return;
        }
        String name = arn.get();
        if (!name.startsWith(prefix)) {
            subject.error(MskRule.MSK_SCRAM, path, "the secret " + name)
                    .must("begin with " + prefix + ": MSK associates no other")
                    .mend("copy it to a secret named " + prefix + name.replaceFirst("-[A-Za-z0-9]{6}$", "")
                            + ", encrypted by a key of your own");
        } else if (secrets.indexOf(secret) < index) {
            subject.error(MskRule.MSK_SCRAM, path, name + " a second time")
                    .must("be there once: a secret is one user")
                    .mend("remove it");
        }
    }

    private static void certificates(MskSubject subject) {
        List<String> authorities = subject.msk().certificateAuthorities().orElse(List.of());
        if (subject.authenticates(Authentication.TLS) && authorities.isEmpty()) {
            subject.error(MskRule.MSK_CERTIFICATES, "msk.certificateAuthorities", "missing")
                    .must("name who signs the certificates of clients, since msk.authentication has tls")
                    .mend("add the ARN of a certificate authority in AWS Private CA");
        }
        unasked(
                subject,
                MskRule.MSK_CERTIFICATES,
                "msk.certificateAuthorities",
                Authentication.TLS,
                subject.msk().certificateAuthorities());
        for (int i = 0; i < authorities.size(); i++) {
            Arn.check(
                    subject,
                    "msk.certificateAuthorities[" + i + "]",
                    authorities.get(i),
                    "acm-pca",
                    "certificate-authority/",
                    "1234abcd-12ab-34cd-56ef-1234567890ab");
        }
    }

    private static void plaintext(MskSubject subject) {
        if (subject.msk().clientEncryption().orElse(OnMsk.ClientEncryption.TLS) == OnMsk.ClientEncryption.TLS) {
            return;
        }
        if (!subject.authenticates(Authentication.UNAUTHENTICATED)) {
            subject.error(MskRule.MSK_PLAINTEXT, "msk.clientEncryption", "tls-plaintext")
                    .must(
                            "be tls: plain text is for those who come without authentication, which msk.authentication does not"
                                    + " have")
                    .mend("remove it, or add unauthenticated to msk.authentication");
            return;
        }
        subject.errorInProduction(MskRule.MSK_PLAINTEXT, "msk.clientEncryption", "tls-plaintext")
                .must("be tls: records cross the network in plain text")
                .mend("remove it");
    }

    /** MSK has no super users: without ACLs, only IAM, which no ACL concerns, can write the first one. */
    private static void everyone(MskSubject subject) {
        boolean closed = "false".equals(subject.described().get(MskSettings.EVERYONE));
        if (closed && !subject.authenticates(Authentication.IAM)) {
            subject.error(
                            MskRule.MSK_EVERYONE,
                            "brokers.settings." + MskSettings.EVERYONE,
                            "false, without iam in msk.authentication")
                    .must(
                            "leave a way in: no client may do anything before there are ACLs, and only IAM can write them then")
                    .mend("add iam to msk.authentication, or remove it until there are ACLs");
        }
    }
}
