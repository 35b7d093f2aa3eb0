package io.trivet.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.Replicas;
import io.trivet.kafka.SaslMechanism;
import io.trivet.kafka.Setting;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import io.trivet.stack.Dns;
import io.trivet.stack.OnService;
import io.trivet.stack.Places;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A cluster that somebody else runs: whether the service is what the description takes it for. */
final class ExternalRules implements Findings {
    private static final Pattern LABELS =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LAST_PORT = 65535;

    /** Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}");

    /** What no person names a secret, and what keys of services look like. */
    private static final Pattern KEY = Pattern.compile(
            "(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9/+=]{40,}|AVNS_.*|-----BEGIN.*", Pattern.DOTALL);

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final Description<OnService> description;
    private final OnService stack;
    private final OnService.External external;
    private final KafkaService service;
    private final ClientProtocol protocol;
    private final SortedMap<String, Setting> known;
    private final List<Problem> problems = new ArrayList<>();

    private ExternalRules(Description<OnService> description) {
        this.description = description;
        this.stack = description.on();
        this.external = stack.external();
        this.service = external.service();
        this.known = known(description);
        this.protocol =
                external.protocol().orElse(service.connection().protocols().get(0));
    }

    static List<Problem> check(Description<OnService> description) {
        ExternalRules rules = new ExternalRules(description);
        NameRules.names(rules, rules.description.name(), rules.description.environment());
        rules.service();
        rules.bootstrap();
        rules.protocol();
        rules.credentials();
        rules.authority();
        rules.alias();
        rules.metrics();
        rules.topics();
        AwsRules.tags(rules, rules.description.tags());
        return rules.problems;
    }

    @Override
    public Places places() {
        return description.places();
    }

    @Override
    public boolean isProduction() {
        return description.isProduction();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    private void service() {
        service.closure()
                .ifPresent(closure -> warning(
                        Rule.SERVICE_CLOSED,
                        "external.service",
                        service.word() + ", which closed on " + closure.on(),
                        "be a service that runs; what its users moved to: " + closure.movedTo(),
                        "describe the new cluster in a stack of its own, copy what can still be read with the mirror files of"
                                + " trivet render, and remove this one"));
    }

    private void bootstrap() {
        if (external.bootstrap().isEmpty()) {
            error(
                    Rule.BOOTSTRAP,
                    "external.bootstrap",
                    "no server",
                    "name at least one, as host:port",
                    "copy it from the page of the cluster at the service, whose port is "
                            + service.connection().port());
        }
        for (int i = 0; i < external.bootstrap().size(); i++) {
            String server = external.bootstrap().get(i);
            if (!isServer(server)) {
                error(
                        Rule.BOOTSTRAP,
                        "external.bootstrap[" + i + "]",
                        server.contains("@") ? "an address with a user in it" : server,
                        "be host:port, without a protocol, a user or a path",
                        "copy it from the page of the cluster at the service, whose port is "
                                + service.connection().port());
            }
        }
    }

    private static boolean isServer(String server) {
        int colon = server.lastIndexOf(':');
        String port = server.substring(colon + 1);
        return colon > 0
                && LABELS.matcher(server.substring(0, colon)).matches()
                && PORT.matcher(port).matches()
                && Integer.parseInt(port) <= LAST_PORT;
    }

    private void protocol() {
        KafkaService.Connection offered = service.connection();
        if (!offered.protocols().contains(protocol)) {
            error(
                    Rule.EXTERNAL_PROTOCOL,
                    "external.protocol",
                    word(protocol.name()),
                    "be "
                            + oneOf(offered.protocols().stream()
                                    .map(ClientProtocol::name)
                                    .toList()) + ", which " + service.title() + " offers",
                    "write " + word(offered.protocols().get(0).name()) + ", or leave it out");
        } else if (!protocol.encrypted()) {
            errorInProduction(
                    Rule.CLEARTEXT,
                    "external.protocol",
                    word(protocol.name()),
                    "be encrypted: whoever is in between reads every record"
                            + (protocol == ClientProtocol.SASL_PLAINTEXT
                                    ? ", and learns the password of a client with PLAIN"
                                    : ", and anybody may connect"),
                    "write " + (protocol.sasl() ? "sasl-ssl" : "ssl") + ", where the service offers it");
        }
        external.mechanism().ifPresent(mechanism -> {
            if (!protocol.sasl()) {
                error(
                        Rule.EXTERNAL_MECHANISM,
                        "external.mechanism",
                        word(mechanism.name()),
                        "be left out with " + word(protocol.name()) + ", which asks for no password",
                        "remove it, or write protocol: sasl-ssl");
            } else if (!offered.mechanisms().contains(mechanism)) {
                error(
                        Rule.EXTERNAL_MECHANISM,
                        "external.mechanism",
                        word(mechanism.name()),
                        "be "
                                + oneOf(offered.mechanisms().stream()
                                        .map(SaslMechanism::name)
                                        .toList())
                                + ", which " + service.title() + " offers",
                        "write " + word(offered.mechanisms().get(0).name()) + ", or leave it out");
            }
        });
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String oneOf(List<String> constants) {
        List<String> words = constants.stream().map(ExternalRules::word).toList();
        return words.size() == 1 ? words.get(0) : "one of " + Words.list(words);
    }

    /** What could be a secret is never shown. */
    private void credentials() {
        if (external.credentials().isEmpty()) {
            if (protocol.sasl()) {
                error(
                        Rule.CREDENTIALS,
                        "external.credentials",
                        "missing",
                        "name the secret with the user and the password of " + word(protocol.name()),
                        "add credentials: {secret: <ARN or name in AWS Secrets Manager>}");
            }
            return;
        }
        String secret = external.credentials().get().secret();
        if (protocol == ClientProtocol.PLAINTEXT) {
            error(
                    Rule.CREDENTIALS,
                    "external.credentials",
                    "given with plaintext",
                    "be left out: nobody asks for them",
                    "remove them, or write protocol: sasl-ssl");
        } else if (KEY.matcher(secret).matches()
                || !(SECRET_NAME.matcher(secret).matches()
                        || SECRET_ARN.matcher(secret).matches())) {
            error(
                    Rule.SECRET_ITSELF,
                    "external.credentials.secret",
                    "a text of " + secret.length() + " characters that is no ARN or name in AWS Secrets Manager",
                    "say where the secret lives, and not be the secret: whatever is described is shown in previews, files"
                            + " and state",
                    "put it into Secrets Manager and write its name, as prod/orders/kafka; if it was committed, have the"
                            + " service issue another one");
        }
    }

    private void authority() {
        if (!protocol.encrypted()) {
            external.ca()
                    .ifPresent(file -> error(
                            Rule.AUTHORITY,
                            "external.ca",
                            file,
                            "be left out with " + word(protocol.name()) + ", which shows no certificate",
                            "remove it, or write an encrypted protocol"));
        } else if (external.ca().isEmpty() && service.connection().authority() == KafkaService.Authority.OWN) {
            error(
                    Rule.AUTHORITY,
                    "external.ca",
                    "missing",
                    "name the PEM file with the authority of " + service.title() + ", which no Java trusts by itself",
                    "download it from the page of the cluster, put it where clients run, and add ca: /etc/kafka/ca.pem");
        }
    }

    private void alias() {
        external.alias()
                .filter(alias -> !ALIAS.matcher(alias).matches())
                .ifPresent(alias -> error(
                        Rule.MIRROR_ALIAS,
                        "external.alias",
                        alias,
                        "be 1 to 60 letters, digits, '_' and '-': MirrorMaker puts it before settings and topics, with a dot"
                                + " in between",
                        "write " + NameRules.quoted(description.name()) + ", or leave it out"));
        if (stack.dns().isEmpty()) {
            stack.network()
                    .ifPresent(network -> error(
                            Rule.ALIAS_ZONE,
                            "network",
                            "given without dns",
                            "be left out: no name is to be resolved in it",
                            "remove it, or add dns"));
            return;
        }
        Dns dns = stack.dns().get();
        NameRules.zone(this, dns.zone());
        NameRules.ttl(this, dns.ttl());
        AwsRules.zoneId(this, dns);
        Optional<String> vpc = stack.network().flatMap(OnService.Network::vpc);
        vpc.ifPresent(id -> AwsRules.id(this, "network.vpc", id, "vpc"));
        if (dns.zoneId().isEmpty() && vpc.isEmpty()) {
            error(
                    Rule.ALIAS_ZONE,
                    "dns",
                    "without dns.zoneId and network.vpc",
                    "name a zone that exists, or the VPC in which the zone that is made can be resolved",
                    "add dns.zoneId or network.vpc");
        }
        if (description.region().isEmpty()) {
            error(
                    Rule.ALIAS_ZONE,
                    "dns",
                    "without aws:region",
                    "have a region, in which the provider of AWS works",
                    "add aws:region under config");
        }
        if (external.bootstrap().stream().anyMatch(server -> server.matches("[0-9.]+:.*"))) {
            error(
                    Rule.ALIAS_ZONE,
                    "dns",
                    "an alias for an address",
                    "stand for names: an alias is a CNAME, and behind it is a name",
                    "write the names of the servers in external.bootstrap, or remove dns");
        }
        if (protocol.encrypted()) {
            aliasUnderTls();
        }
    }

    private void aliasUnderTls() {
        String found = "an alias in front of " + word(protocol.name());
        if (service.connection().ownNames() == KafkaService.OwnNames.NONE) {
            error(
                    Rule.ALIAS_TLS,
                    "dns",
                    found,
                    "be left out: clients compare the name that they asked for with the certificate, and brokers of "
                            + service.title() + " hold no name of yours",
                    "remove dns; clients take the servers from the rendered files");
        } else {
            warning(
                    Rule.ALIAS_TLS,
                    "dns",
                    found,
                    "be a name that the brokers' certificates hold, or every client refuses them",
                    "have the service issue certificates with bootstrap." + description.name() + "."
                            + stack.dns().map(Dns::zone).orElse("") + ", or remove dns");
        }
    }

    private void metrics() {
        boolean address = service.metrics() == KafkaService.Metrics.DISCOVERY_OF_THE_SERVICE;
        external.metrics()
                .filter(where -> !(address ? where.matches("https://[^\\s@]+") : isServer(where)))
                .ifPresent(where -> error(
                        Rule.EXTERNAL_METRICS,
                        "external.metrics",
                        where.contains("@") ? "an address with a user in it" : where,
                        address ? "be an https address, without a user" : "be host:port, without a protocol or a user",
                        "copy it from the page of the cluster at the service"));
        if (description.monitoring().isEmpty()) {
            return;
        }
        boolean cluster = external.cluster().isPresent();
        boolean server = external.metrics().isPresent();
        switch (service.metrics()) {
            case NONE ->
                error(
                        Rule.EXTERNAL_METRICS,
                        "monitoring",
                        "given",
                        "be left out: " + service.title() + " shows Prometheus nothing",
                        "remove it");
            case EXPORT_OF_THE_SERVICE -> {
                if (!cluster) {
                    error(
                            Rule.EXTERNAL_METRICS,
                            "external.cluster",
                            "missing",
                            "be the id of the cluster, by which " + service.title() + " shows its metrics",
                            "add cluster: lkc-…, from the settings of the cluster");
                }
            }
            case DISCOVERY_OF_THE_SERVICE -> {
                if (!cluster || external.metrics().isEmpty()) {
                    error(
                            Rule.EXTERNAL_METRICS,
                            cluster ? "external.metrics" : "external.cluster",
                            "missing",
                            "be given, the https address of the metrics and the id of the cluster, where Prometheus finds the"
                                    + " nodes",
                            "copy both from the page of the cluster at " + service.title());
                }
            }
            case ENDPOINT_OF_THE_CLUSTER -> {
                if (!server) {
                    error(
                            Rule.EXTERNAL_METRICS,
                            "external.metrics",
                            "missing",
                            "be host:port of the metrics of this cluster",
                            "turn Prometheus on at the service and copy its host and port, or remove monitoring");
                }
            }
        }
    }

    private void topics() {
        TopicRules.names(this, description.topics());
        description.topics().forEach((name, topic) -> {
            String path = "topics." + name;
            if (topic.partitions().filter(count -> count >= 1).isEmpty()) {
                error(
                        Rule.EXTERNAL_PARTITIONS,
                        path + ".partitions",
                        topic.partitions().map(String::valueOf).orElse("missing"),
                        "be at least 1, and written out: Trivet does not know how many brokers there are",
                        "add partitions, as many as consumers of one group shall work side by side");
            }
            replicas(path, topic);
            topic.settings().forEach((key, value) -> setting(path + ".settings." + key, key, value));
            Numbers.of(topic.settings(), "min.insync.replicas")
                    .ifPresent(min -> DurabilityRules.minInsync(
                            this,
                            path + ".settings.min.insync.replicas",
                            min,
                            topic.replicas().orElse(Replicas.COUNT)));
            if ("true".equals(topic.settings().get("unclean.leader.election.enable"))) {
                DurabilityRules.unclean(this, path + ".settings.unclean.leader.election.enable");
            }
        });
    }

    private void replicas(String path, Topic topic) {
        int replicas = topic.replicas().orElse(Replicas.COUNT);
        KafkaService.TopicLimits limits = service.topics();
        if (replicas < limits.leastReplicas() || replicas > limits.mostReplicas()) {
            String must = limits.leastReplicas() == limits.mostReplicas()
                    ? "" + limits.leastReplicas()
                    : limits.leastReplicas() + " to " + limits.mostReplicas();
            error(
                    Rule.EXTERNAL_REPLICAS,
                    path + ".replicas",
                    "" + replicas,
                    "be " + must + ": " + service.title() + " takes no others",
                    "write " + Math.max(limits.leastReplicas(), Math.min(Replicas.COUNT, limits.mostReplicas()))
                            + ", or leave it out");
        } else if (replicas == 1) {
            errorInProduction(
                    Rule.REPLICAS_SINGLE,
                    path + ".replicas",
                    "1",
                    "be at least 2, and 3 in production: with one replica any restart is an outage and any lost disk is"
                            + " lost data",
                    "write 3");
        }
    }

    private void setting(String path, String key, String value) {
        KafkaService.TopicLimits limits = service.topics();
        Setting setting = known.get(key);
        if (!limits.takes(key)) {
            error(
                    Rule.EXTERNAL_SETTING,
                    path,
                    key,
                    "be one that " + service.title() + " lets its customers set",
                    Words.nearest(key, limits.settings())
                            .map(nearest -> "write " + nearest + ", or remove it")
                            .orElse("remove it"));
        } else if (setting != null) {
            setting.check(value)
                    .ifPresent(must -> error(
                            Rule.SETTING_VALUE,
                            path,
                            NameRules.quoted(value),
                            must,
                            "write such a value, or remove it"));
        } else if (limits.settings().isEmpty()) {
            error(
                    Rule.SETTING_UNKNOWN,
                    path,
                    "the unknown setting " + key,
                    "be a topic setting that Kafka knows",
                    Words.nearest(key, List.copyOf(known.keySet()))
                            .map(nearest -> "write " + nearest + ", or remove it")
                            .orElse("remove it"));
        }
    }

    /** As the newest version has it that has it at all: which one the service runs is its own matter. */
    private static SortedMap<String, Setting> known(Description<OnService> description) {
        SortedMap<String, Setting> known = new TreeMap<>();
        if (description.topics().values().stream()
                .anyMatch(topic -> !topic.settings().isEmpty())) {
            for (KafkaVersion version : KafkaVersion.values()) {
                known.putAll(Catalogue.of(version).topics());
            }
        }
        return known;
    }
}
