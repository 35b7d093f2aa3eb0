package io.trivet.platform.service.rule;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.SaslMechanism;
import io.trivet.problem.Words;
import java.util.List;
import java.util.regex.Pattern;

/** Where clients connect, and what they speak. */
final class ConnectionRules {
    private static final Pattern LABELS =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LAST_PORT = 65535;

    private ConnectionRules() {}

    static void check(ServiceSubject subject) {
        bootstrap(subject);
        protocol(subject);
        subject.external().mechanism().ifPresent(mechanism -> mechanism(subject, mechanism));
    }

    private static void bootstrap(ServiceSubject subject) {
        List<String> servers = subject.external().bootstrap();
        String mend = "copy it from the page of the cluster at the service, whose port is "
                + subject.service().connection().port();
        if (servers.isEmpty()) {
            subject.error(ServiceRule.BOOTSTRAP, "external.bootstrap", "no server")
                    .must("name at least one, as host:port")
                    .mend(mend);
        }
        for (int i = 0; i < servers.size(); i++) {
            String server = servers.get(i);
            if (!isServer(server)) {
                subject.error(
                                ServiceRule.BOOTSTRAP,
                                "external.bootstrap[" + i + "]",
                                server.contains("@") ? "an address with a user in it" : server)
                        .must("be host:port, without a protocol, a user or a path")
                        .mend(mend);
            }
        }
    }

    static boolean isServer(String server) {
        int colon = server.lastIndexOf(':');
        String port = server.substring(colon + 1);
        return colon > 0
                && LABELS.matcher(server.substring(0, colon)).matches()
                && PORT.matcher(port).matches()
                && Integer.parseInt(port) <= LAST_PORT;
    }

    private static void protocol(ServiceSubject subject) {
        ClientProtocol protocol = subject.protocol();
        List<ClientProtocol> offered = subject.service().connection().protocols();
        if (!offered.contains(protocol)) {
            notOffered(subject, ServiceRule.EXTERNAL_PROTOCOL, "external.protocol", protocol, offered);
        } else if (!protocol.encrypted()) {
            subject.errorInProduction(ServiceRule.CLEARTEXT, "external.protocol", Words.of(protocol))
                    .must("be encrypted: every record can be read on its way"
                            + (protocol.sasl()
                                    ? ", and so can the password of a client with PLAIN"
                                    : ", and any client may connect"))
                    .mend("write " + (protocol.sasl() ? "sasl-ssl" : "ssl") + ", where the service offers it");
        }
    }

    private static void mechanism(ServiceSubject subject, SaslMechanism mechanism) {
        List<SaslMechanism> offered = subject.service().connection().mechanisms();
        if (!subject.protocol().sasl()) {
            subject.error(ServiceRule.EXTERNAL_MECHANISM, "external.mechanism", Words.of(mechanism))
                    .must("be left out with " + Words.of(subject.protocol()) + ", which asks for no password")
                    .mend("remove it, or write protocol: sasl-ssl");
        } else if (!offered.contains(mechanism)) {
            notOffered(subject, ServiceRule.EXTERNAL_MECHANISM, "external.mechanism", mechanism, offered);
        }
    }

    private static void notOffered(
            ServiceSubject subject, ServiceRule rule, String path, Enum<?> found, List<? extends Enum<?>> offered) {
        List<String> words = offered.stream().map(Words::of).toList();
        subject.error(rule, path, Words.of(found))
                .must("be " + (words.size() == 1 ? "" : "one of ") + Words.list(words) + ", which "
                        + subject.service().title() + " offers")
                .mend("write " + words.get(0) + ", or leave it out");
    }
}
