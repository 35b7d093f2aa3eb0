package io.trivet.rule;

import io.trivet.gen.AtBounds;
import io.trivet.gen.Sample;
import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaJudge;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.ServerText;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.layout.Role;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Problems;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Random descriptions of one version and metadata mode, before the rules and before Kafka's own classes. */
final class Starts implements AutoCloseable {
    private static final String FILE = "/etc/kafka/server.properties";
    private static final String TOPIC = "orders";

    private final Sample base;
    private final MetadataMode mode;
    private final KafkaJudge judge;
    private final Random chance;
    private final AtBounds servers;
    private final AtBounds topics;

    /**
     * What the two say.
     *
     * @param sample the description
     * @param problems what the rules find
     * @param refusal what Kafka says, with which server or topic; empty when it takes all
     */
    record Verdict(Sample sample, Problems problems, Optional<String> refusal) {
        boolean accepted() {
            return !problems.hasErrors();
        }

        boolean wrong() {
            return accepted() && refusal.isPresent();
        }
    }

    Starts(KafkaVersion version, MetadataMode mode, long seed) throws Exception {
        this.mode = mode;
        this.base = base(version, mode);
        this.judge = KafkaJudge.of(version);
        this.chance = new Random(seed);
        Catalogue known = Catalogue.of(version);
        this.servers = new AtBounds(
                possible(known.brokers(), "brokers"), known.relations().brokers(), chance);
        this.topics = new AtBounds(known.topics().values(), known.relations().topics(), chance);
    }

    private static Sample base(KafkaVersion version, MetadataMode mode) {
        Sample cluster = new Sample(0, "dev-us-east-1", "us-east-1", new TreeMap<>())
                .with("name", "films")
                .with("environment", "dev")
                .with("platform", "ec2")
                .with("kafka.version", version.text())
                .with("kafka.metadata", mode.word())
                .with("zones", List.of("us-east-1a", "us-east-1b", "us-east-1c"))
                .with("network.cidr", "10.20.0.0/16")
                .with("dns.zone", "films.internal");
        for (String role : List.of("brokers", mode == MetadataMode.KRAFT ? "controllers" : "zookeeper")) {
            cluster = cluster.with(role + ".nodes", 3)
                    .with(role + ".instance", "m7g.large")
                    .with(role + ".volume.size", "16TiB");
        }
        return cluster;
    }

    /** What a description may set at all, but for classes: whether a jar has one is not checked yet. */
    private List<Setting> possible(SortedMap<String, Setting> known, String role) {
        return known.values().stream()
                .filter(setting -> setting.type() != SettingType.CLASS)
                .filter(setting -> setting.type() != SettingType.LIST
                        || !setting.allowed().words().isEmpty())
                .filter(setting -> !errors(base.with(
                        List.of(role, "settings", setting.name()),
                        setting.fallback().text().isEmpty()
                                ? "1"
                                : setting.fallback().text())))
                .toList();
    }

    private static boolean errors(Sample sample) {
        return Rules.check(sample.description()).hasErrors();
    }

    /** The next random description, judged. */
    Verdict next() throws ReflectiveOperationException {
        Sample sample =
                base.with("brokers.settings", servers.some(8)).with("topics." + TOPIC + ".settings", topics.some(5));
        if (mode == MetadataMode.KRAFT) {
            sample = sample.with("controllers.settings", servers.some(3));
        }
        return judged(sample);
    }

    private Verdict judged(Sample sample) throws ReflectiveOperationException {
        Description<OnEc2> description = sample.description();
        Plan<Ec2Platform> plan = Plan.of(description, Site.EC2);
        Optional<String> refusal = Optional.empty();
        SortedMap<String, String> last = new TreeMap<>();
        for (Role role : List.of(Role.BROKER, Role.CONTROLLER)) {
            List<PlannedNode> nodes = plan.nodes(role);
            if (!nodes.isEmpty() && refusal.isEmpty()) {
                last = ServerText.read(text(nodes.get(0)));
                refusal = judge.server(last).map(why -> role.word() + ": " + why);
            }
        }
        if (refusal.isEmpty()) {
            refusal = judge.topic(plan.topics().get(0).settings(), last).map(why -> "topic: " + why);
        }
        return new Verdict(sample, Rules.check(description), refusal);
    }

    private static String text(PlannedNode node) {
        return node.files().stream()
                .filter(file -> file.path().equals(FILE))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** The same with as few settings as are still wrong. */
    Verdict least(Verdict wrong) throws ReflectiveOperationException {
        Verdict least = wrong;
        for (String path : List.of("brokers.settings", "controllers.settings", "topics." + TOPIC + ".settings")) {
            for (String key : keys(least.sample(), path)) {
                Map<String, Object> fewer = new TreeMap<>();
                keys(least.sample(), path).stream()
                        .filter(other -> !other.equals(key))
                        .forEach(other -> fewer.put(other, value(wrong.sample(), path, other)));
                Verdict tried = judged(least.sample().with(path, fewer));
                least = tried.wrong() ? tried : least;
            }
        }
        return least;
    }

    private static List<String> keys(Sample sample, String path) {
        List<String> keys = new ArrayList<>();
        sample.get(path).ifPresent(map -> ((Map<?, ?>) map).keySet().forEach(key -> keys.add(key.toString())));
        return keys;
    }

    private static Object value(Sample sample, String path, String key) {
        return ((Map<?, ?>) sample.get(path).orElseThrow()).get(key);
    }

    /** The settings of a description, for a message. */
    static String settings(Sample sample) {
        return sample.get("kafka").orElse("") + " brokers "
                + sample.get("brokers.settings").orElse("") + " controllers "
                + sample.get("controllers.settings").orElse("") + " topic "
                + sample.get("topics." + TOPIC + ".settings").orElse("");
    }

    @Override
    public void close() throws IOException {
        judge.close();
    }
}
