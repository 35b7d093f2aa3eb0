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
                .ifPresent(alias -> subject.error(ServiceRule.MIRROR_ALIAS, "external.alias", alias)
                        .must(
                                "be 1 to 60 letters, digits, '_' and '-': MirrorMaker puts it before settings and topics, with a dot"
                                        + " in between")
                        .mend("write " + Words.quoted(subject.description().name()) + ", or leave it out"));
        Optional<OnService.Network> network = subject.description().on().network();
        if (subject.dns().isPresent()) {
            zone(subject, subject.dns().get(), network.flatMap(OnService.Network::vpc));
        } else if (network.isPresent()) {
            subject.error(ServiceRule.ALIAS_ZONE, "network", "given without dns")
                    .must("be left out: no name is to be resolved in it")
                    .mend("remove it, or add dns");
        }
    }

    private static void zone(ServiceSubject subject, Dns dns, Optional<String> vpc) {
        vpc.ifPresent(id -> AwsIds.check(subject, "network.vpc", id, "vpc"));
        if (dns.zoneId().isEmpty() && vpc.isEmpty()) {
            subject.error(ServiceRule.ALIAS_ZONE, "dns", "without dns.zoneId and network.vpc")
                    .must("name a zone that exists, or the VPC in which the zone that is made can be resolved")
                    .mend("add dns.zoneId or network.vpc");
        }
        if (subject.description().region().isEmpty()) {
            subject.error(ServiceRule.ALIAS_ZONE, "dns", "without aws:region")
                    .must("have a region, in which the provider of AWS works")
                    .mend("add aws:region under config");
        }
        if (subject.external().bootstrap().stream().anyMatch(server -> server.matches("[0-9.]+:.*"))) {
            subject.error(ServiceRule.ALIAS_ZONE, "dns", "an alias for an address")
                    .must("stand for names: an alias is a CNAME, and behind it is a name")
                    .mend("write the names of the servers in external.bootstrap, or remove dns");
        }
        if (subject.protocol().encrypted()) {
            encrypted(subject, dns);
        }
    }

    private static void encrypted(ServiceSubject subject, Dns dns) {
        String found = "an alias in front of " + Words.of(subject.protocol());
        if (subject.service().connection().ownNames() == KafkaService.OwnNames.NONE) {
            subject.error(ServiceRule.ALIAS_TLS, "dns", found)
                    .must(
                            "be left out: clients compare the name that they asked for with the certificate, and brokers of "
                                    + subject.service().title() + " hold no name of yours")
                    .mend("remove dns; clients take the servers from the rendered files");
        } else {
            subject.warning(ServiceRule.ALIAS_TLS, "dns", found)
                    .must("be a name that the brokers' certificates hold, or every client refuses them")
                    .mend("have the service issue certificates with bootstrap."
                            + subject.description().name() + "." + dns.zone() + ", or remove dns");
        }
    }
}
