package io.trivet.platform;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Domain;
import io.trivet.layout.Layout;
import io.trivet.monitor.PrometheusScrape;
import io.trivet.platform.msk.MskBrokers;
import io.trivet.platform.msk.MskConfiguration;
import io.trivet.platform.msk.MskDefaults;
import io.trivet.platform.msk.MskEncryption;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskMonitoring;
import io.trivet.platform.msk.MskName;
import io.trivet.platform.msk.MskNames;
import io.trivet.platform.msk.MskPolicy;
import io.trivet.platform.msk.MskPort;
import io.trivet.platform.msk.MskReasons;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskSize;
import io.trivet.platform.msk.MskVersion;
import io.trivet.platform.msk.MskVolume;
import io.trivet.process.Port;
import io.trivet.security.UserRights;
import io.trivet.stack.Cidr;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Subnet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Brokers that Amazon MSK runs: what it is asked for.
 *
 * @param name on MSK, {@code films-prod}
 * @param metadata where it keeps its metadata; serverless clusters say nothing of it and count as KRaft
 * @param version as MSK spells it, {@code 3.9.x.kraft}; empty on a serverless cluster
 * @param network what is made, or what exists
 * @param brokers absent on a serverless cluster
 * @param configuration absent on a serverless cluster
 * @param encryption of records, and how clients prove who they are
 * @param access from outside, where the cluster is there already; absent before, since AWS refuses it
 * @param policies of described users, by the name of the user
 * @param later what only the next deployment can do, each as a sentence
 */
public record MskPlatform(
        String name,
        MskType type,
        MetadataMode metadata,
        Optional<String> version,
        OnMsk.Network network,
        Optional<MskBrokers> brokers,
        Optional<MskConfiguration> configuration,
        MskEncryption encryption,
        MskMonitoring monitoring,
        Optional<OnMsk.Access> access,
        Optional<MskNames> names,
        List<MskPolicy> policies,
        List<String> later)
        implements Platform<MskPlatform> {
    /** The group of the brokers. */
    public static final String BROKERS = "brokers";
    /** The group of the load balancer with a name of one's own. */
    public static final String NAMES = "names";

    private static final int GROWTH_PERCENT = 60;

    /** What of the network can never change. */
    private record Addresses(Cidr cidr, Optional<String> vpc, SortedMap<String, Subnet> subnets) {}

    /**
     * What a description asks of MSK.
     *
     * @param before what was deployed of it; empty for a cluster that is not there yet
     */
    public static MskPlatform of(Description<OnMsk> description, Optional<Description<OnMsk>> before) {
        OnMsk stack = description.on();
        MskType type = stack.msk().type();
        boolean there = before.isPresent();
        MetadataMode metadata = stack.metadata();
        Optional<MskVersion> version = stack.kafka().flatMap(kafka -> MskVersion.of(kafka.version()));
        Optional<MskInstance> instance = stack.brokers().flatMap(brokers -> MskInstance.of(type, brokers.instance()));
        String name = MskName.of(description);
        MskEncryption encryption = encryption(stack);
        Optional<MskNames> names = names(description, encryption);
        boolean namesThere =
                before.flatMap(was -> names(was, encryption(was.on()))).equals(names);
        List<String> later = new ArrayList<>();
        if (!there && stack.msk().access().isPresent()) {
            later.add("msk.access is opened by the next deployment: AWS takes it only on a cluster that is there");
        }
        if (names.isPresent() && !namesThere) {
            later.add("the brokers advertise msk.names from the next deployment on: before, nothing listens there");
        }
        return new MskPlatform(
                name,
                type,
                metadata,
                version.map(line -> line.name(metadata)),
                stack.network(),
                brokers(stack, type, instance),
                version.flatMap(
                        line -> configuration(stack, type, metadata, line, name, names.filter(value -> namesThere))),
                encryption,
                MskMonitoring.of(description),
                stack.msk().access().filter(value -> there),
                names,
                UserRights.of(description).stream()
                        .map(user -> MskPolicy.of(user, name, description.regionOrOfZones()))
                        .toList(),
                List.copyOf(later));
    }

    /**
     * The same with the volumes of what runs, where MSK grows them by itself: it keeps what they are, whatever size is
     * described.
     */
    public MskPlatform withVolumesOf(MskPlatform running) {
        Optional<MskVolume> old = running.brokers.flatMap(MskBrokers::volume);
        Optional<MskVolume> now = brokers.flatMap(MskBrokers::volume);
        boolean kept = old.flatMap(MskVolume::growth).isPresent()
                && now.flatMap(MskVolume::growth).isPresent();
        return new MskPlatform(
                name,
                type,
                metadata,
                version,
                network,
                kept
                        ? brokers.map(nodes -> nodes.with(now.map(
                                volume -> volume.of(old.map(MskVolume::gib).orElse(volume.gib())))))
                        : brokers,
                configuration,
                encryption,
                monitoring,
                access,
                names,
                policies,
                later);
    }

    /** What Prometheus needs to read the exporters of brokers with these names. */
    public String scrape(List<String> hosts) {
        return PrometheusScrape.of(name, metadata, hosts, MskPort.JMX_EXPORTER, MskPort.NODE_EXPORTER);
    }

    private static Optional<MskBrokers> brokers(OnMsk stack, MskType type, Optional<MskInstance> instance) {
        Optional<OnMsk.Storage> storage = stack.msk().storage();
        return stack.brokers()
                .filter(brokers -> type.provisioned())
                .map(brokers -> new MskBrokers(
                        brokers.nodes(),
                        instance.map(MskInstance::name).orElse(brokers.instance()),
                        brokers.volume()
                                .filter(volume -> type == MskType.STANDARD)
                                .map(volume -> new MskVolume(
                                        volume.size().toGib(),
                                        volume.throughput().map(rate ->
                                                (int) rate.perSecond().toMib()),
                                        storage.flatMap(OnMsk.Storage::autoscaling)
                                                .map(grows -> new MskVolume.Growth(
                                                        grows.max().toGib(),
                                                        grows.target().orElse(GROWTH_PERCENT))),
                                        storage.flatMap(OnMsk.Storage::tiered).orElse(false)))));
    }

    private static Optional<MskConfiguration> configuration(
            OnMsk stack,
            MskType type,
            MetadataMode metadata,
            MskVersion version,
            String name,
            Optional<MskNames> names) {
        return stack.brokers().filter(brokers -> type.provisioned()).map(brokers -> {
            SortedMap<String, String> settings = new TreeMap<>(MskDefaults.configuration(
                    type, Catalogue.of(version.kafka()), MskSize.of(stack), brokers.settings()));
            names.ifPresent(own -> settings.put(MskSettings.CUSTOM_LISTENERS, own.listeners()));
            String spelt = version.name(metadata);
            return new MskConfiguration(
                    name + "-" + spelt.replace('.', '-'), spelt, Collections.unmodifiableSortedMap(settings));
        });
    }

    private static MskEncryption encryption(OnMsk stack) {
        OnMsk.Msk msk = stack.msk();
        return new MskEncryption(
                stack.authentication().stream().distinct().sorted().toList(),
                msk.clientEncryption().orElse(OnMsk.ClientEncryption.TLS).name(),
                msk.scram().map(OnMsk.Scram::secrets).orElse(List.of()),
                msk.certificateAuthorities().orElse(List.of()),
                msk.kmsKey());
    }

    private static Optional<MskNames> names(Description<OnMsk> description, MskEncryption encryption) {
        return Domain.of(description)
                .flatMap(domain -> description
                        .on()
                        .msk()
                        .names()
                        .map(own -> new MskNames(
                                domain.bootstrap(),
                                domain.zone(),
                                domain.hostedZone(),
                                own.certificate(),
                                MskNames.ways(encryption.authentication()))));
    }

    /**
     * Who reaches whom: clients come to the ports of the ways in which they may, and what monitors to the exporters; no
     * one else.
     */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (MskPort port : ports()) {
            open(BROKERS, port.word(), port.number(), edges);
        }
        if (monitoring.prometheus() && type.provisioned()) {
            List<String> from = List.of(Port.MONITORING);
            edges.add(Edge.ours(Port.MONITORING, BROKERS, new Port("jmx exporter", MskPort.JMX_EXPORTER, from)));
            edges.add(Edge.ours(Port.MONITORING, BROKERS, new Port("node exporter", MskPort.NODE_EXPORTER, from)));
        }
        names.ifPresent(own -> own.ways().forEach(way -> front(way, edges)));
        return List.copyOf(edges);
    }

    /** Clients come to the load balancer at the port of the bootstrap name, and at a port for each broker. */
    private void front(MskNames.Way way, List<Edge> edges) {
        String word = MskPort.of(way.authentication()).word();
        edges.add(Edge.ours(NAMES, BROKERS, new Port(word, way.port(), List.of())));
        open(NAMES, word, way.port(), edges);
        for (int broker = 1; broker <= brokers.map(MskBrokers::nodes).orElse(0); broker++) {
            open(NAMES, word + " of broker " + broker, way.base() + broker, edges);
        }
    }

    /** Opens a port to clients. */
    private void open(String to, String word, int number, List<Edge> edges) {
        Port port = new Port(word, number, List.of(Port.CLIENTS));
        Edge.ofClients(to, port, network.clients().orElse(List.of())).forEach(edges::add);
    }

    /** The ports at which clients are let in. */
    private List<MskPort> ports() {
        List<MskPort> ports = new ArrayList<>();
        boolean plain = encryption.inTransit().equals(OnMsk.ClientEncryption.TLS_PLAINTEXT.name());
        boolean open = encryption.takes(OnMsk.Authentication.UNAUTHENTICATED);
        if (open && plain) {
            ports.add(MskPort.PLAINTEXT);
        }
        if (open || encryption.takes(OnMsk.Authentication.TLS)) {
            ports.add(MskPort.TLS);
        }
        if (encryption.takes(OnMsk.Authentication.SCRAM)) {
            ports.add(MskPort.SCRAM);
        }
        if (encryption.takes(OnMsk.Authentication.IAM)) {
            ports.add(MskPort.IAM);
        }
        return ports;
    }

    @Override
    public SortedMap<String, Object> facts(Layout layout) {
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("type", type);
        facts.put("metadata", metadata);
        facts.put("version", version);
        facts.put("network", new Addresses(network.cidr(), network.vpc(), network.subnets()));
        facts.put("brokers", brokers);
        facts.put("settings", settings());
        facts.put("encryption", encryption);
        facts.put("level", monitoring.level());
        facts.put("prometheus", monitoring.prometheus());
        facts.put("logDays", monitoring.logDays());
        facts.put("logBucket", monitoring.logBucket());
        facts.put("told", monitoring.told());
        facts.put("access", access);
        facts.put("names", names);
        facts.put("users", PolicyFacts.of(policies));
        return facts;
    }

    /** The settings that its brokers know; of the latest Kafka where MSK does not say which runs. */
    public Catalogue catalogue() {
        KafkaVersion kafka =
                version.flatMap(MskVersion::ofName).map(MskVersion::kafka).orElse(KafkaVersion.latest());
        return MskSettings.catalogue(Catalogue.of(kafka), type, metadata);
    }

    /** What the configuration says; nothing on a serverless cluster. */
    public SortedMap<String, String> settings() {
        return configuration.map(MskConfiguration::settings).orElseGet(TreeMap::new);
    }

    @Override
    public Reasons reasons(MskPlatform before, Layout was, Layout is) {
        return new MskReasons(before, this, was.zones().size(), is.zones().size());
    }

    @Override
    public <T> T on(Function<Ec2Platform, T> ec2, Function<MskPlatform, T> msk, Function<ServicePlatform, T> service) {
        return msk.apply(this);
    }
}
