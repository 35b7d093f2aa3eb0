package io.trivet.platform.msk.rule;

import io.trivet.platform.msk.MskSettings;
import io.trivet.problem.Words;
import io.trivet.stack.Dns;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnMsk.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Access to a cluster on Amazon MSK from outside of its VPC, and the names by which clients reach it. */
final class AccessRules {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private AccessRules() {}

    static void check(MskSubject subject) {
        if (subject.type().provisioned()) {
            subject.msk().access().ifPresent(access -> {
                if (access.internet().orElse(false)) {
                    internet(subject);
                }
                vpcs(subject, access);
                accounts(subject, access);
            });
        }
        names(subject);
    }

    private static void internet(MskSubject subject) {
        String path = "msk.access.internet";
        boolean plain =
                subject.msk().clientEncryption().orElse(OnMsk.ClientEncryption.TLS) != OnMsk.ClientEncryption.TLS;
        if (subject.authenticates(Authentication.UNAUTHENTICATED) || plain) {
            subject.error(
                            MskRule.MSK_PUBLIC,
                            path,
                            "true, with "
                                    + (plain ? "clientEncryption tls-plaintext" : "authentication unauthenticated"))
                    .must(
                            "be false unless every client authenticates over TLS: MSK shows no other port to the internet")
                    .mend("remove unauthenticated and clientEncryption, or this");
        }
        if (subject.stack().network().vpc().isEmpty()) {
            subject.error(MskRule.MSK_PUBLIC, path, "true, in a VPC that is made for the cluster")
                    .must("be false where the subnets are private, as all are that Trivet makes: MSK refuses it there")
                    .mend("name a VPC with public subnets in network.vpc and network.subnets, or remove this");
        }
        acls(subject, path, "true", subject.stack().authentication());
    }

    /** AWS lets only IAM in from outside while clients that no ACL names may do everything. */
    private static void acls(MskSubject subject, String path, String found, List<Authentication> ways) {
        boolean open = !"false".equals(subject.described().get(MskSettings.EVERYONE));
        List<String> byAcl = ways.stream()
                .filter(way -> way == Authentication.SCRAM || way == Authentication.TLS)
                .map(Words::of)
                .toList();
        if (open && !byAcl.isEmpty()) {
            subject.error(
                            MskRule.MSK_ACCESS,
                            path,
                            found + ", with " + Words.list(byAcl) + " while " + MskSettings.EVERYONE + " is true")
                    .must("come after ACLs: MSK opens no access by scram or tls while every client may do everything")
                    .mend("write the ACLs, then brokers.settings " + MskSettings.EVERYONE + ": false, then this");
        }
    }

    private static void vpcs(MskSubject subject, OnMsk.Access access) {
        List<Authentication> ways = access.vpcs().orElse(List.of());
        List<Authentication> comes = new ArrayList<>();
        for (int i = 0; i < ways.size(); i++) {
            Authentication way = ways.get(i);
            if (way == Authentication.UNAUTHENTICATED || !subject.authenticates(way)) {
                subject.error(MskRule.MSK_ACCESS, "msk.access.vpcs[" + i + "]", Words.of(way))
                        .must("be one of iam, scram and tls that msk.authentication has")
                        .mend(
                                way == Authentication.UNAUTHENTICATED
                                        ? "remove it"
                                        : "add it to msk.authentication, or remove it");
            } else {
                comes.add(way);
            }
        }
        acls(subject, "msk.access.vpcs", "described", comes);
    }

    private static void accounts(MskSubject subject, OnMsk.Access access) {
        List<String> accounts = access.accounts().orElse(List.of());
        for (int i = 0; i < accounts.size(); i++) {
            if (!ACCOUNT.matcher(accounts.get(i)).matches()) {
                subject.error(MskRule.MSK_ACCESS, "msk.access.accounts[" + i + "]", accounts.get(i))
                        .must("be the 12 digits of an AWS account")
                        .mend("write it in quotes, so that no leading zero is lost");
            }
        }
        if (!accounts.isEmpty() && access.vpcs().orElse(List.of()).isEmpty()) {
            subject.error(MskRule.MSK_ACCESS, "msk.access.accounts", "described, without msk.access.vpcs")
                    .must("say how their clients authenticate")
                    .mend("add vpcs: [iam] under msk.access");
        }
    }

    private static void names(MskSubject subject) {
        Optional<OnMsk.Names> names = subject.msk().names();
        Optional<Dns> dns = subject.stack().dns();
        if (dns.isPresent() && names.isEmpty()) {
            subject.error(MskRule.MSK_NAMES, "dns", "described, without msk.names")
                    .must(
                            "be left out: the certificates of MSK are for its own names, so that TLS refuses a record that points at"
                                    + " them")
                    .mend("remove it, or describe msk.names with the certificate of a load balancer");
        }
        if (names.isPresent() && dns.isEmpty()) {
            subject.error(MskRule.MSK_NAMES, "msk.names", "described, without dns")
                    .must("say in which zone the names are")
                    .mend("add dns: {zone: us-east-1.prod.internal}");
        }
        if (names.isPresent()
                && !subject.authenticates(Authentication.IAM)
                && !subject.authenticates(Authentication.SCRAM)) {
            subject.error(MskRule.MSK_NAMES, "msk.names", "described, without iam or scram in msk.authentication")
                    .must(
                            "be for clients with iam or scram: the certificate of a client would end at the load balancer")
                    .mend("add iam to msk.authentication, or remove it");
        }
        names.ifPresent(own -> Arn.check(
                subject,
                "msk.names.certificate",
                own.certificate(),
                "acm",
                "certificate/",
                "12345678-1234-1234-1234-123456789012"));
    }
}
