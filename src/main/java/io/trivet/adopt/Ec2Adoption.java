package io.trivet.adopt;

import io.trivet.kafka.BrokerDefaults;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ClusterSize;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.SettingEdit;
import io.trivet.kafka.SharedByAll;
import io.trivet.layout.Instance;
import io.trivet.layout.Layout;
import io.trivet.layout.Role;
import io.trivet.operate.found.FoundBroker;
import io.trivet.operate.found.FoundCluster;
import io.trivet.platform.SettingKind;
import io.trivet.platform.ec2.rule.Ec2Subject;
import io.trivet.problem.Finding;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.ZooKeeperServer;
import io.trivet.stack.ClientSource;
import io.trivet.stack.Common;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Security;
import io.trivet.stack.Topic;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cluster of brokers on machines, as a description of nodes on EC2. What brokers tell is taken from them: how many
 * they are, their zones, release, settings and topics. The rest is that of a description which there is already, or is
 * assumed.
 */
public final class Ec2Adoption {
    private static final String AUTHORIZER = "authorizer.class.name";
    private static final String ASKED = "ssl.client.auth";
    private static final String NO_AUTHORITY =
            ":000000000000:certificate-authority/00000000-0000-0000-0000-000000000000";

    private final FoundCluster found;
    private final FoundListeners listeners;
    private final boolean secured;
    private final boolean passwords;
    private final FoundRelease release;
    private final ServerFiles files;
    private final List<Gap> gaps = new ArrayList<>();

    private Ec2Adoption(FoundCluster found, FoundRelease release, ServerFiles files) {
        SortedMap<String, String> security = new TreeMap<>(KafkaSecurity.settings());
        this.listeners = new FoundListeners(found);
        this.secured = release.mode() == MetadataMode.KRAFT
                && found.most(AUTHORIZER).equals(security.get(AUTHORIZER))
                && found.most(ASKED).equals(security.get(ASKED))
                && listeners.speakTls();
        this.passwords = secured && listeners.takePasswords();
        if (passwords) {
            security.putAll(KafkaSecurity.passwordSettings());
        }
        this.found = secured ? found.without(security) : found;
        this.release = release;
        this.files = files;
    }

    /**
     * A cluster of which there is no description yet.
     *
     * @param stack name of the stack
     */
    public static Adoption<OnEc2> of(FoundCluster found, ServerFiles files, String stack, Named named) {
        FoundRelease release = FoundRelease.of(found);
        Adoption<OnEc2> assumed = Assumed.of(found, release, stack, named);
        Ec2Adoption adoption = new Ec2Adoption(found, release, files);
        adoption.beside();
        return adoption.over(assumed.description(), assumed.description()).after(assumed.gaps());
    }

    /** A cluster as a description would have to be that says the same as this one of all that brokers do not tell. */
    public static Adoption<OnEc2> like(FoundCluster found, ServerFiles files, Description<OnEc2> description) {
        FoundRelease release = FoundRelease.of(found);
        Named named = new Named(
                Optional.of(description.name()), Optional.of(description.environment()), description.region());
        Adoption<OnEc2> assumed = Assumed.of(found, release, description.id(), named);
        return new Ec2Adoption(found, release, files).over(description, assumed.description());
    }

    private Adoption<OnEc2> over(Description<OnEc2> base, Description<OnEc2> assumed) {
        OnEc2 on = base.on();
        List<String> zones = new Placement(found).zones();
        List<Gap> ofUsers = new ArrayList<>();
        SortedMap<String, User> users = users(base, ofUsers);
        OnEc2 bare = new OnEc2(
                kafka(base),
                zones.size() == on.zones().size() ? zones : on.zones(),
                network(on.network()),
                on.dns(),
                release.mode() == MetadataMode.ZOOKEEPER
                        ? on.zookeeper().or(assumed.on()::zookeeper).map(described -> zookeeper(described, base))
                        : Optional.empty(),
                release.mode() == MetadataMode.KRAFT && !isCombined()
                        ? on.controllers().or(assumed.on()::controllers).map(this::controllers)
                        : Optional.empty(),
                brokers(on.brokers(), Collections.emptySortedMap(), Collections.emptySortedMap()),
                on.connect(),
                on.mirrors(),
                on.image(),
                on.rollout(),
                on.machines(),
                on.encryption(),
                security(base),
                users,
                on.traffic());
        Description<OnEc2> described = with(base, bare, Collections.emptySortedMap());
        Catalogue catalogue = Catalogue.of(version(bare));
        SortedMap<String, String> settings =
                settings(described, catalogue, on.brokers().settings());
        SortedMap<String, Topic> topics = topics(described, catalogue, base.topics());
        OnEc2 whole = withSettings(
                bare, settings, overrides(described, catalogue, on.brokers().overrides()), catalogue);
        Description<OnEc2> description = with(base, whole, topics);
        gaps.addAll(release.gaps(found));
        gaps.addAll(Identity.gaps(found, description, catalogue.version()));
        Assumed.folders(found, gaps);
        gaps.addAll(ofUsers);
        found.unanswered().forEach(question -> gaps.add(Gap.untold("question", question)));
        return new Adoption<>(description, gaps);
    }

    /** What stands beside the brokers, and only its files know. */
    private void beside() {
        if (release.mode() == MetadataMode.ZOOKEEPER) {
            gaps.add(Gap.untold("file", "zoo.cfg of the ZooKeeper servers"));
        } else if (!isCombined() && !files.haveControllers()) {
            gaps.add(Gap.untold("file", "server.properties of the controllers; name one with --properties"));
        }
    }

    private OnEc2.Network network(OnEc2.Network described) {
        SortedMap<String, OnEc2.Listener> further =
                listeners.further(described.listeners(), List.of(new ClientSource.Block(described.cidr())));
        further.forEach((name, listener) -> {
            if (!described.listeners().containsKey(name)) {
                gaps.add(Gap.assumed(
                        "network.listeners." + name + ".clients",
                        described.cidr().toString(),
                        Assumed.UNSAID));
            }
        });
        return new OnEc2.Network(
                described.cidr(),
                described.vpc(),
                described.subnets(),
                described.egress(),
                described.clients(),
                further);
    }

    /** Brokers do not say who issued their certificates. */
    private Optional<Security> security(Description<OnEc2> base) {
        if (!secured) {
            return Optional.empty();
        }
        List<Security.Authentication> ways = passwords
                ? List.of(Security.Authentication.MTLS, Security.Authentication.SCRAM)
                : List.of(Security.Authentication.MTLS);
        Optional<Security> described = base.on().security();
        if (described.isPresent()) {
            return described.map(security -> security.hasPasswords() == passwords
                    ? security
                    : new Security(ways, security.authority(), security.trusts()));
        }
        String authority = "arn:aws:acm-pca:" + base.region().orElseThrow() + NO_AUTHORITY;
        gaps.add(Gap.assumed("security.authority", authority, Assumed.UNSAID));
        return Optional.of(new Security(ways, authority, Optional.empty()));
    }

    /** Without security each client is the same one, and none can be described. */
    private SortedMap<String, User> users(Description<OnEc2> base, List<Gap> left) {
        if (!secured) {
            left.addAll(FoundUsers.leftOut(found.access()));
            return Collections.emptySortedMap();
        }
        if (base.on().security().isEmpty()) {
            return FoundUsers.withLogins(
                    FoundUsers.of(found.access(), KafkaSecurity::isUser, left), found.access(), passwords, left);
        }
        return found.access()
                .rights()
                .map(rights ->
                        FoundUsers.like(rights, FoundUsers.described(base), FoundUsers.withPassword(found.access())))
                .orElse(base.on().users());
    }

    private static Description<OnEc2> with(Description<OnEc2> base, OnEc2 on, SortedMap<String, Topic> topics) {
        Common said = base.common();
        Common common = new Common(
                said.name(),
                said.environment(),
                said.platform(),
                said.deletion(),
                said.monitoring(),
                topics,
                said.registries(),
                said.clients(),
                said.console(),
                said.tags());
        return new Description<>(base.id(), base.region(), common, on, base.places(), base.sources());
    }

    /** A version that the description has already is kept where the brokers know the same features. */
    private OnEc2.Kafka kafka(Description<OnEc2> base) {
        OnEc2.Kafka described = base.on().kafka();
        boolean same = described.version().equals(release.version().text());
        boolean own = Layout.of(base).clusterId().equals(found.id());
        boolean finalised =
                described.metadataVersion().flatMap(KafkaVersion::of).equals(Optional.of(release.version()))
                        && release.finalised().isEmpty();
        return new OnEc2.Kafka(
                release.version().text(),
                described.mode() == release.mode() ? described.metadata() : Optional.of(release.mode()),
                finalised ? described.metadataVersion() : release.finalised().map(KafkaVersion::text),
                own ? described.clusterId() : Optional.of(found.id()),
                same ? described.archive() : Optional.empty(),
                described.plugins());
    }

    private static KafkaVersion version(OnEc2 on) {
        return KafkaVersion.of(on.kafka().version()).orElseThrow();
    }

    /** How many servers {@code zookeeper.connect} names, one at least. */
    static int ensemble(FoundCluster found) {
        return found.most("zookeeper.connect").replaceFirst("/.*", "").split(",").length;
    }

    private OnEc2.ZooKeeper zookeeper(OnEc2.ZooKeeper described, Description<OnEc2> base) {
        String connect = found.most("zookeeper.connect");
        String chroot = connect.contains("/") ? connect.substring(connect.indexOf('/')) : "";
        return new OnEc2.ZooKeeper(
                ensemble(found),
                described.version(),
                described.archive(),
                described.instance(),
                described.image(),
                described.volume(),
                described.heap(),
                chroot.isEmpty() || chroot.equals(ZooKeeperServer.chroot(base))
                        ? described.chroot()
                        : Optional.of(chroot),
                described.jvmOptions(),
                described.logLevels(),
                described.settings());
    }

    private OnEc2.Controllers controllers(OnEc2.Controllers described) {
        return new OnEc2.Controllers(
                found.voters().isEmpty() ? described.nodes() : found.voters().size(),
                described.instance(),
                described.image(),
                described.volume(),
                described.heap(),
                described.jvmOptions(),
                described.logLevels(),
                described.settings());
    }

    private boolean isCombined() {
        return Assumed.isCombined(found);
    }

    private OnEc2.BrokerNodes brokers(
            OnEc2.BrokerNodes described,
            SortedMap<String, String> settings,
            SortedMap<String, OnEc2.OfBroker> overrides) {
        return new OnEc2.BrokerNodes(
                found.brokers().size(),
                isCombined() ? Optional.of(true) : Optional.empty(),
                described.instance(),
                described.image(),
                described.volume(),
                volumes(described),
                described.heap(),
                described.jvmOptions(),
                described.logLevels(),
                settings,
                overrides);
    }

    /** As many as brokers have folders of data; as they are described where none tells, or where that says the same. */
    private Optional<Integer> volumes(OnEc2.BrokerNodes described) {
        Optional<Integer> folders = Assumed.volumes(found);
        boolean told =
                found.brokers().stream().anyMatch(broker -> !broker.folders().isEmpty());
        return told && folders.orElse(1) != described.volumeCount() ? folders : described.volumes();
    }

    private OnEc2 withSettings(
            OnEc2 on,
            SortedMap<String, String> settings,
            SortedMap<String, OnEc2.OfBroker> overrides,
            Catalogue catalogue) {
        return new OnEc2(
                on.kafka(),
                on.zones(),
                on.network(),
                on.dns(),
                on.zookeeper(),
                on.controllers().map(described -> files.controllers(described, catalogue, size(on), settings, gaps)),
                brokers(on.brokers(), settings, overrides),
                on.connect(),
                on.mirrors(),
                on.image(),
                on.rollout(),
                on.machines(),
                on.encryption(),
                on.security(),
                on.users(),
                on.traffic());
    }

    private static ClusterSize size(OnEc2 on) {
        return new ClusterSize(
                Math.max(1, on.brokers().nodes()),
                Instance.of(on.brokers().instance()).map(Instance::vcpus).orElse(2),
                on.usesZooKeeper() ? MetadataMode.ZOOKEEPER : MetadataMode.KRAFT);
    }

    private SortedMap<String, String> settings(
            Description<OnEc2> described, Catalogue catalogue, SortedMap<String, String> already) {
        Ec2Subject subject = new Ec2Subject(described);
        ClusterSize size = size(described.on());
        SharedSettings shared = new SharedSettings(
                catalogue,
                settings -> BrokerDefaults.brokerSettings(catalogue, size, settings),
                (name, value) ->
                        subject.refusal(SettingKind.BROKER, name, value).map(Finding::must),
                (broker, name) -> mayDiffer(broker, name, catalogue, subject));
        files.told(found, catalogue, gaps);
        return Collections.unmodifiableSortedMap(shared.of(found, already, gaps));
    }

    /** Whether a broker can be described with a value of its own: it has the number that is its id, and may differ. */
    private boolean mayDiffer(FoundBroker broker, String name, Catalogue catalogue, Ec2Subject subject) {
        return broker.id() >= 1
                && broker.id() <= found.brokers().size()
                && catalogue.broker(name).isPresent()
                && SharedByAll.reason(catalogue, name).isEmpty()
                && subject.refusal(SettingKind.BROKER, name, "").isEmpty();
    }

    /** What single brokers were given of their own; as it is spelt where it is described so already. */
    private SortedMap<String, OnEc2.OfBroker> overrides(
            Description<OnEc2> described, Catalogue catalogue, SortedMap<String, OnEc2.OfBroker> already) {
        Ec2Subject subject = new Ec2Subject(described);
        // Each asks every broker, so that it is not asked for every broker again.
        SortedMap<String, String> usual = new TreeMap<>();
        found.settings().stream().filter(found::isGiven).forEach(name -> usual.put(name, found.most(name)));
        SortedMap<String, OnEc2.OfBroker> overrides = new TreeMap<>();
        for (FoundBroker broker : found.brokers()) {
            String node = Role.BROKER.node(broker.id());
            SortedMap<String, String> spelt = Optional.ofNullable(already.get(node))
                    .map(OnEc2.OfBroker::settings)
                    .orElse(Collections.emptySortedMap());
            SortedMap<String, String> own = new TreeMap<>();
            broker.settings()
                    .forEach((name, setting) -> catalogue.broker(name).ifPresent(known -> {
                        boolean written = spelt.containsKey(name)
                                && SettingEdit.same(known, spelt.getOrDefault(name, ""), setting.value());
                        boolean odd = usual.containsKey(name)
                                && !SettingEdit.same(known, usual.getOrDefault(name, ""), setting.value());
                        if (written) {
                            own.put(name, spelt.getOrDefault(name, ""));
                        } else if (odd && mayDiffer(broker, name, catalogue, subject)) {
                            own.put(name, setting.value());
                        }
                    }));
            if (!own.isEmpty()) {
                overrides.put(node, new OnEc2.OfBroker(Collections.unmodifiableSortedMap(own)));
            }
        }
        return Collections.unmodifiableSortedMap(overrides);
    }

    private SortedMap<String, Topic> topics(
            Description<OnEc2> described, Catalogue catalogue, SortedMap<String, Topic> already) {
        Ec2Subject subject = new Ec2Subject(described);
        return new FoundTopics(
                        (name, value) -> catalogue.topic(name).isEmpty()
                                ? Optional.of("Kafka " + catalogue.version() + " knows no such setting of a file")
                                : subject.refusal(SettingKind.TOPIC, name, value)
                                        .map(Finding::must),
                        already,
                        catalogue)
                .of(found, gaps);
    }
}
