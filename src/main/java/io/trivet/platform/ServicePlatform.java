package io.trivet.platform;

import io.trivet.kafka.ClientProtocol;
import io.trivet.kafka.KafkaService;
import io.trivet.kafka.SaslMechanism;
import io.trivet.layout.Domain;
import io.trivet.layout.Layout;
import io.trivet.monitor.ServiceScrape;
import io.trivet.process.ClientAccess;
import io.trivet.process.ClientFiles;
import io.trivet.process.ConfigFile;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.OnService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Brokers that a service runs, with what stands in front of them. The cluster itself is never made or changed, but for
 * its topics.
 *
 * @param access how its clients reach it, by the alias where there is one
 * @param secret ARN or name in AWS Secrets Manager; empty where clients have no login
 * @param aliases names in front of it; none without {@code dns}
 * @param zone where the aliases lie; absent without {@code dns}
 * @param users what described users may do
 */
public record ServicePlatform(
        KafkaService service,
        ClientAccess access,
        String secret,
        List<Alias> aliases,
        Optional<Zone> zone,
        List<UserRights> users)
        implements Platform<ServicePlatform> {
    /**
     * A name for a host of the service.
     *
     * @param name the alias, in full
     */
    public record Alias(String name, String host) {}

    /**
     * A private hosted zone.
     *
     * @param hostedZone id of one that exists; empty when it is made
     * @param vpc in which the zone that is made can be resolved; empty with one that exists
     * @param ttlSeconds how long a resolver keeps an answer
     */
    public record Zone(String name, String hostedZone, String vpc, int ttlSeconds) {}

    /** What follows from a description without errors; {@code rule} sees to it. */
    public static ServicePlatform of(Description<OnService> description) {
        OnService stack = description.on();
        OnService.External external = stack.external();
        KafkaService service = external.service();
        ClientAccess theirs = ClientAccess.of(
                service,
                external.bootstrap(),
                protocol(external),
                mechanism(external),
                external.credentials().isPresent(),
                external.ca().orElse(""));
        Optional<Domain> domain = Domain.of(description);
        List<Alias> aliases =
                domain.map(names -> aliases(external.bootstrap(), names)).orElse(List.of());
        ClientAccess access = aliases.isEmpty() ? theirs : theirs.at(throughAliases(external.bootstrap(), aliases));
        return new ServicePlatform(
                service,
                access,
                external.credentials().map(OnService.Credentials::secret).orElse(""),
                aliases,
                domain.map(names -> new Zone(
                        names.zone(),
                        names.hostedZone().orElse(""),
                        stack.network().flatMap(OnService.Network::vpc).orElse(""),
                        (int) names.ttl().duration().toSeconds())),
                UserRights.of(description));
    }

    /** Files for clients, MirrorMaker 2 and, where it is described, Prometheus. */
    public static List<ConfigFile> files(Description<OnService> description, ServicePlatform platform) {
        OnService.External external = description.on().external();
        List<ConfigFile> files = new ArrayList<>(ClientFiles.of(platform.access));
        files.add(ClientFiles.mirror(external.alias().orElse(description.name()), platform.access));
        if (description.monitoring().isPresent() && platform.service.metrics() != KafkaService.Metrics.NONE) {
            files.add(ServiceScrape.of(description, platform.service));
        }
        return List.copyOf(files);
    }

    /** The word for who runs it, {@code confluent-cloud}. */
    public String serviceWord() {
        return service.word();
    }

    /** Kafka's word for what clients speak, {@code SASL_SSL}. */
    public String securityProtocol() {
        return access.protocol().name();
    }

    /** What clients speak: as described, else as the service recommends. */
    public static ClientProtocol protocol(OnService.External external) {
        return external.protocol()
                .orElseGet(() -> external.service().connection().protocols().get(0));
    }

    /** How clients log in: as described, else as the service recommends. */
    static SaslMechanism mechanism(OnService.External external) {
        return external.mechanism()
                .orElseGet(() -> external.service().connection().mechanisms().get(0));
    }

    /** One alias a host; {@code bootstrap} alone, or {@code bootstrap1} and so on, in the order of the description. */
    private static List<Alias> aliases(List<String> bootstrap, Domain domain) {
        List<String> hosts = List.copyOf(hosts(bootstrap));
        List<Alias> aliases = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            aliases.add(new Alias(domain.name("bootstrap" + (hosts.size() == 1 ? "" : i + 1)), hosts.get(i)));
        }
        return List.copyOf(aliases);
    }

    private static LinkedHashSet<String> hosts(List<String> bootstrap) {
        LinkedHashSet<String> hosts = new LinkedHashSet<>();
        bootstrap.forEach(server -> hosts.add(host(server)));
        return hosts;
    }

    private static String host(String server) {
        return server.substring(0, server.lastIndexOf(':'));
    }

    private static List<String> throughAliases(List<String> bootstrap, List<Alias> aliases) {
        List<String> through = new ArrayList<>();
        for (String server : bootstrap) {
            for (Alias alias : aliases) {
                if (alias.host().equals(host(server))) {
                    through.add(alias.name() + server.substring(server.lastIndexOf(':')));
                }
            }
        }
        return through;
    }

    @Override
    public SortedMap<String, Object> facts(Layout layout) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("service", service);
        facts.put("access", access);
        facts.put("secret", secret);
        facts.put("aliases", aliases);
        facts.put("zone", zone);
        facts.put("users", UserFacts.of(users));
        return facts;
    }

    @Override
    public Reasons reasons(ServicePlatform before, Layout was, Layout is) {
        return (keys, old) -> switch (keys.get(0)) {
            case "service", "access", "secret" -> Reason.CLIENT_FILES;
            case "zone" ->
                keys.get(keys.size() - 1).equals("vpc") && isMoved(before) ? Reason.NETWORK_CHANGED : Reason.RECORD;
            case "aliases" -> Reason.RECORD;
            case "users" -> UserFacts.reason(keys, old);
            default -> Reason.LABEL;
        };
    }

    /** Whether a zone that was made in a network is to be made in another. */
    private boolean isMoved(ServicePlatform before) {
        Optional<Zone> made = before.zone.filter(old -> old.hostedZone().isEmpty());
        Optional<Zone> making = zone.filter(now -> now.hostedZone().isEmpty());
        return made.isPresent() && making.isPresent();
    }

    @Override
    public <T> T on(
            Function<Ec2Platform, T> ec2, Function<MskPlatform, T> msk, Function<ServicePlatform, T> ofService) {
        return ofService.apply(this);
    }
}
