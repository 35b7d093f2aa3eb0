package io.trivet.platform;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Domain;
import io.trivet.layout.Layout;
import io.trivet.layout.PlannedConnector;
import io.trivet.platform.ec2.Upkeep;
import io.trivet.process.Mirrored;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import io.trivet.stack.Cidr;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Security;
import io.trivet.stack.Span;
import io.trivet.stack.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brokers on machines of our own, on EC2 or on this one.
 *
 * @param environment as described; the id of the cluster follows from it
 * @param kafka version
 * @param metadata where Kafka keeps it
 * @param network what is made, or what exists
 * @param initialControllers first voters, for the formatting of fresh storage; empty with ZooKeeper
 * @param finalised release whose {@code metadata.version} is finalised at the end of an upgrade; empty with ZooKeeper
 * @param together which brokers a roll takes down at once
 * @param upkeep what is seen and kept of the machines
 * @param security who may come; empty where listeners are in plain text and open to all
 * @param clients applications that are described, by name, with the user as which each comes: where clients need a
 *     certificate it has one with that name
 * @param users what users may do, with those as which workers and mirrors come; none without security
 * @param workers what of that workers and mirrors need before they start, by user; nothing without security
 * @param mirrored the clusters that mirrors copy from
 * @param connectors what the workers of Kafka Connect are told to run, by name
 */
public record Ec2Platform(
        String environment,
        KafkaVersion kafka,
        MetadataMode metadata,
        OnEc2.Network network,
        Optional<String> initialControllers,
        Optional<KafkaVersion> finalised,
        OnEc2.Unit together,
        Upkeep upkeep,
        Optional<Security> security,
        SortedMap<String, String> clients,
        List<UserRights> users,
        SortedMap<String, SortedSet<Grant>> workers,
        List<Mirrored> mirrored,
        List<PlannedConnector> connectors)
        implements Platform<Ec2Platform> {
    /** The users that log in with a password. */
    public SortedSet<String> usersWithPassword() {
        return users.stream()
                .filter(UserRights::password)
                .map(UserRights::user)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether any node has a certificate issued, for its own cluster or for one that it copies from. */
    public boolean isCertified() {
        return security.isPresent()
                || mirrored.stream().anyMatch(source -> source.login().isPresent());
    }

    /** The groups that the mirrors are, one for each cluster that they copy from. */
    public List<String> mirrorGroups() {
        return mirrored.stream().map(Mirrored::group).toList();
    }

    /**
     * Who the cluster is.
     *
     * @param id as Kafka keeps it
     * @param kafka version
     * @param metadata where Kafka keeps it
     */
    private record Cluster(String name, String id, KafkaVersion kafka, MetadataMode metadata) {}

    /**
     * Where the names are.
     *
     * @param zone under which every record lies
     * @param hostedZone id of one that exists
     */
    private record Dns(String zone, Span ttl, Optional<String> hostedZone) {}

    /** The network, without those that it lets in: these are edges of the plan. */
    private record Addresses(
            Cidr cidr, Optional<String> vpc, SortedMap<String, Subnet> subnets, Optional<OnEc2.Egress> egress) {}

    @Override
    public SortedMap<String, Object> facts(Layout layout) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("environment", environment);
        facts.put("cluster", new Cluster(layout.cluster(), layout.clusterId(), kafka, metadata));
        Domain domain = layout.names();
        facts.put("dns", new Dns(domain.zone(), domain.ttl(), domain.hostedZone()));
        facts.put("network", new Addresses(network.cidr(), network.vpc(), network.subnets(), network.egress()));
        facts.put("rollout", together);
        facts.put("initialControllers", initialControllers);
        finalised.ifPresent(release -> facts.put("metadataVersion", release.text()));
        facts.put("upkeep", upkeep);
        security.ifPresent(described -> facts.put("security", described));
        facts.put("sources", logins());
        facts.put("users", UserFacts.of(users));
        facts.put("connectors", ConnectorFacts.of(connectors));
        return facts;
    }

    /** As whom mirrors come to the clusters with security that they copy from, by the names of these. */
    private SortedMap<String, Mirrored.Login> logins() {
        SortedMap<String, Mirrored.Login> logins = new TreeMap<>();
        mirrored.forEach(source -> source.login().ifPresent(login -> logins.put(source.name(), login)));
        return logins;
    }

    @Override
    public Reasons reasons(Ec2Platform before, Layout was, Layout is) {
        return (keys, old) -> switch (keys.get(0)) {
            case "users" -> UserFacts.reason(keys, old);
            case "connectors" -> ConnectorFacts.reason(before.connectors, connectors, keys);
            default -> reason(before, keys);
        };
    }

    private Reason reason(Ec2Platform before, List<String> keys) {
        return switch (keys.get(0)) {
            case "cluster" ->
                switch (keys.get(1)) {
                    case "name" -> Reason.CLUSTER_NAME_CHANGED;
                    case "id" -> Reason.CLUSTER_ID_CHANGED;
                    case "metadata" -> Reason.METADATA_MOVED;
                    default -> version(before, kafka);
                };
            case "dns" ->
                switch (keys.get(1)) {
                    case "zone" -> Reason.DNS_ZONE_CHANGED;
                    case "ttl" -> Reason.RECORD;
                    default -> Reason.HOSTED_ZONE;
                };
            case "network" -> keys.get(1).equals("egress") ? Reason.EGRESS : Reason.NETWORK_CHANGED;
            case "rollout" -> Reason.ROLLOUT_UNIT;
            case "initialControllers" -> Reason.FIRST_VOTERS;
            case "metadataVersion" -> finalisation(before);
            case "sources" -> Reason.SOURCE_LOGIN;
            case "security" -> security(before.security, keys);
            case "upkeep" ->
                switch (keys.get(1)) {
                    case "key" -> Reason.KEY_CHANGED;
                    case "logDays" ->
                        isLess(before.upkeep.logDays(), upkeep.logDays()) ? Reason.LOGS_KEPT_LESS : Reason.UPKEEP;
                    case "backupDays" ->
                        isLess(before.upkeep.backupDays(), upkeep.backupDays()) ? Reason.BACKUPS_FEWER : Reason.UPKEEP;
                    default -> Reason.UPKEEP;
                };
            default -> Reason.LABEL;
        };
    }

    private Reason security(Optional<Security> before, List<String> keys) {
        if (before.isEmpty() || security.isEmpty()) {
            return Reason.SECURITY_CHANGED;
        }
        return switch (keys.get(1)) {
            case "authority" -> security.get().meets(before.get()) ? Reason.AUTHORITY_TURNED : Reason.AUTHORITY_CHANGED;
            case "trusts" -> Reason.AUTHORITIES_TRUSTED;
            default -> Reason.PASSWORDS;
        };
    }

    private static boolean isLess(Optional<Integer> was, Optional<Integer> is) {
        return was.filter(days -> days > is.orElse(0)).isPresent();
    }

    /**
     * What another release of Kafka means for what ran before: the earlier one can be started again as long as nothing
     * newer was finalised.
     */
    public static Reason version(Ec2Platform before, KafkaVersion now) {
        if (now.isAtLeast(before.kafka)) {
            return Reason.VERSION;
        }
        return before.finalised.filter(now::isAtLeast).isPresent() ? Reason.VERSION_BACK : Reason.VERSION_LOWER;
    }

    private Reason finalisation(Ec2Platform before) {
        if (before.finalised.isEmpty() || finalised.isEmpty()) {
            return Reason.METADATA_MOVED;
        }
        return finalised.get().isAtLeast(before.finalised.get()) ? Reason.FINALISED : Reason.FINALISED_LOWER;
    }

    @Override
    public <T> T on(Function<Ec2Platform, T> ec2, Function<MskPlatform, T> msk, Function<ServicePlatform, T> service) {
        return ec2.apply(this);
    }
}
