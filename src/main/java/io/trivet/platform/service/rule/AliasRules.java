package io.trivet.platform.service.rule;

import io.trivet.kafka.KafkaService;
import io.trivet.platform.AwsIds;
import io.trivet.problem.Words;
import io.trivet.stack.Dns;
import io.trivet.stack.OnService;
import java.util.Optional;
import java.util.regex.Pattern;

/** A name of ours in front of the cluster, in DNS and for MirrorMaker. */
final class AliasRules {
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private AliasRules() {}

    static void check(ServiceSubject subject) {
        subject.external()
                .alias()
                .filter(alias -> !ALIAS.matcher(alias).matches())
                .ifPresent(alias -> subject.error(
                        ServiceRule.MIRROR_ALIAS,
                        "external.alias",
                        alias,
                        "be 1 to 60 letters, digits, '_' and '-': MirrorMaker puts it before settings and topics, with a dot"
                                + " in between",
                        "write " + Words.quoted(subject.description().name()) + ", or leave it out"));
        Optional<OnService.Network> network = subject.description().on().network();
        if (subject.dns().isPresent()) {
            zone(subject, subject.dns().get(), network.flatMap(OnService.Network::vpc));
        } else if (network.isPresent()) {
            alias(
                    subject,
                    "network",
                    "given without dns",
                    "be left out: no name is to be resolved in it",
                    "remove it, or add dns");
        }
    }

    private static void zone(ServiceSubject subject, Dns dns, Optional<String> vpc) {
        vpc.ifPresent(id -> AwsIds.check(subject, "network.vpc", id, "vpc"));
        if (dns.zoneId().isEmpty() && vpc.isEmpty()) {
            alias(
                    subject,
                    "dns",
                    "without dns.zoneId and network.vpc",
                    "name a zone that exists, or the VPC in which the zone that is made can be resolved",
                    "add dns.zoneId or network.vpc");
        }
        if (subject.description().region().isEmpty()) {
            alias(
                    subject,
                    "dns",
                    "without aws:region",
                    "have a region, in which the provider of AWS works",
                    "add aws:region under config");
        }
        if (subject.external().bootstrap().stream().anyMatch(server -> server.matches("[0-9.]+:.*"))) {
            alias(
                    subject,
                    "dns",
                    "an alias for an address",
                    "stand for names: an alias is a CNAME, and behind it is a name",
                    "write the names of the servers in external.bootstrap, or remove dns");
        }
        if (subject.protocol().encrypted()) {
            encrypted(subject, dns);
        }
    }

    private static void alias(ServiceSubject subject, String path, String found, String must, String mend) {
        subject.error(ServiceRule.ALIAS_ZONE, path, found, must, mend);
    }

    private static void encrypted(ServiceSubject subject, Dns dns) {
        String found = "an alias in front of " + Words.of(subject.protocol());
        if (subject.service().connection().ownNames() == KafkaService.OwnNames.NONE) {
            subject.error(
                    ServiceRule.ALIAS_TLS,
                    "dns",
                    found,
                    "be left out: clients compare the name that they asked for with the certificate, and brokers of "
                            + subject.service().title() + " hold no name of yours",
                    "remove dns; clients take the servers from the rendered files");
        } else {
            subject.warning(
                    ServiceRule.ALIAS_TLS,
                    "dns",
                    found,
                    "be a name that the brokers' certificates hold, or every client refuses them",
                    "have the service issue certificates with bootstrap."
                            + subject.description().name() + "." + dns.zone() + ", or remove dns");
        }
    }
}
