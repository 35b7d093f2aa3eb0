package io.trivet.platform.move;

import io.trivet.kafka.MetadataMode;
import io.trivet.kafka.Replicas;
import io.trivet.platform.msk.MskVersion;
import io.trivet.problem.Words;
import io.trivet.stack.Common;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
import io.trivet.stack.Monitoring;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Places;
import io.trivet.stack.PlatformName;
import io.trivet.stack.Security;
import io.trivet.stack.Span;
import io.trivet.stack.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Turns what is described for EC2 into what can be described for a flavour of MSK. */
record MoveToMsk(Description<OnEc2> description, OnEc2 stack, Flavour flavour, Losses losses) {
    static Move of(Description<OnEc2> description, MskType type) {
        Losses losses = new Losses();
        Description<OnMsk> after = new MoveToMsk(
                        description,
                        description.on(),
                        Flavour.of(description.on().kafka(), type),
                        losses)
                .moved();
        return new Move(description, after, losses.found());
    }

    private Description<OnMsk> moved() {
        clients();
        Optional<OnMsk.Kafka> version = kafka();
        places();
        quorum();
        connect();
        mirrors();
        Optional<OnMsk.BrokerNodes> brokers = new BrokersOnMsk(
                        flavour, stack.brokers(), Math.max(1, stack.zones().size()), losses)
                .moved();
        Optional<Monitoring> monitoring = monitoring();
        SortedMap<String, Topic> topics = new TopicsOnMsk(flavour, description.topics(), losses)
                .moved(
                        stack.brokers().nodes(),
                        brokers.map(OnMsk.BrokerNodes::nodes).orElse(Replicas.ZONES));
        machines(brokers);
        OnMsk on = new OnMsk(
                version,
                stack.zones(),
                new OnMsk.Network(
                        stack.network().cidr(),
                        stack.network().vpc(),
                        stack.network().subnets(),
                        stack.network().clients()),
                Optional.empty(),
                msk(),
                brokers,
                new UsersOnMsk(stack.users(), losses).moved(),
                stack.traffic());
        Common common = new Common(
                description.name(),
                description.environment(),
                PlatformName.MSK,
                description.common().deletion(),
                monitoring,
                topics,
                description.registries(),
                losses.clients(
                        description.clients(),
                        "write the id of the zone, as use1-az1, which aws ec2 describe-availability-zones tells",
                        flavour.provisioned() ? Optional.empty() : Optional.of(new Span(Duration.ofDays(7)))),
                console(),
                description.tags());
        return new Description<>(description.id(), description.region(), common, on, Places.NONE);
    }

    private OnMsk.Msk msk() {
        return OnMsk.Msk.of(flavour.type(), Optional.of(List.of(OnMsk.Authentication.IAM)));
    }

    private void clients() {
        losses.add(
                "platform",
                PlatformName.EC2,
                "Clients prove who they are with IAM, over TLS at port 9098; none comes in plain text at port 9092.",
                flavour.provisioned()
                        ? "give clients a role in AWS and the library for IAM; until all have it, write msk.authentication:"
                                + " [iam, unauthenticated] and msk.clientEncryption: tls-plaintext"
                        : "give clients a role in AWS and the library for IAM: " + flavour.title()
                                + " knows no other way");
        losses.add(
                "security",
                stack.security().map(Security::authority),
                "A certificate of this authority lets no client in.",
                flavour.provisioned()
                        ? "write tls into msk.authentication, and the authority into msk.certificateAuthorities, where"
                                + " clients are to keep theirs"
                        : Losses.REMOVE);
    }

    /** With IAM it has a role in AWS, which kafka-viewer cannot prove. */
    private Optional<Console> console() {
        Optional<Console> described = description.console();
        losses.add(
                "console.kind",
                described.map(Console::kind).filter(kind -> kind == Console.Kind.KAFKA_VIEWER),
                "kafka-viewer cannot log in with IAM.",
                "write akhq or kafbat");
        losses.remove(
                "console.authentication",
                described.flatMap(Console::authentication),
                "A console comes in the first way that msk.authentication has.");
        return described
                .filter(console -> console.kind() != Console.Kind.KAFKA_VIEWER)
                .map(console -> new Console(
                        console.kind(), console.access(), console.login(), Optional.empty(), Optional.empty()));
    }

    private Optional<OnMsk.Kafka> kafka() {
        OnEc2.Kafka described = stack.kafka();
        described
                .plugins()
                .forEach((name, plugin) -> losses.remove(
                        "kafka.plugins." + name,
                        plugin.artifact().or(plugin::url),
                        "Brokers of Amazon MSK take no jars of others."));
        if (flavour.line().isEmpty()) {
            losses.add(
                    "kafka",
                    described.version(),
                    "AWS chooses the version of Kafka, where its metadata lies, and when it moves to another.",
                    Losses.REMOVE);
            return Optional.empty();
        }
        String text = flavour.line().get().text();
        MetadataMode mode = flavour.mode();
        boolean same = MskVersion.of(described.version()).equals(flavour.line());
        losses.add(
                "kafka.version",
                described.version(),
                same
                        ? "MSK names lines, and moves a cluster from one release of its line to the next by itself."
                        : flavour.title() + " creates no clusters of this line; " + text + " is the nearest.",
                "write " + text + (same ? "" : ", and try clients with it"));
        if (mode != described.mode()) {
            losses.add(
                    "kafka.metadata",
                    described.mode(),
                    flavour.title() + " creates clusters of " + text + " with " + mode.word() + " only.",
                    "write " + mode.word());
        }
        losses.remove("kafka.clusterId", described.clusterId(), "MSK chooses the id of a cluster.");
        losses.remove(
                "kafka.archive",
                described.archive().map(OnEc2.Archive::url),
                "MSK installs Kafka from nowhere but AWS.");
        return Optional.of(new OnMsk.Kafka(text, mode));
    }

    private void places() {
        if (flavour.provisioned()) {
            losses.add(
                    "zones",
                    Words.list(stack.zones()),
                    "broker.rack is the id of a zone, such as use1-az1, and no longer its name.",
                    "consumers that read from the nearest replica write that id as client.rack");
        }
        losses.add(
                "network.cidr",
                stack.network().cidr(),
                "No node has an address that can be computed: MSK takes any free one in the subnets of the zones.",
                "let clients begin at the bootstrap string, which is an output of pulumi up");
        losses.add(
                "network.listeners",
                Optional.of(String.join(", ", stack.network().listeners().keySet()))
                        .filter(names -> !names.isEmpty()),
                "MSK has listeners of its own.",
                "let these clients in by msk.access or msk.connectivity");
        losses.remove(
                "network.egress",
                stack.network().egress(),
                "Brokers of MSK fetch nothing through the network of the description.");
        losses.add(
                "dns",
                stack.dns().zone(),
                "No broker has a name here: their certificates hold the names of MSK alone, and TLS refuses every other.",
                flavour.type() == MskType.STANDARD
                        ? "give clients the bootstrap string; or describe msk.names, a load balancer with a certificate of"
                                + " yours, and dns for its name"
                        : "give clients the bootstrap string");
    }

    private void quorum() {
        String runs =
                flavour.title() + " runs %s itself and takes no money for it: servers, versions, heaps, volumes and"
                        + " settings cannot be chosen.";
        losses.remove(
                "zookeeper",
                stack.zookeeper().map(ensemble -> ensemble.nodes() + " x " + ensemble.instance()),
                String.format(
                        Locale.ROOT, runs, flavour.mode() == MetadataMode.KRAFT ? "the controllers" : "ZooKeeper"));
        losses.remove(
                "brokers.controllers",
                stack.brokers().controllers().filter(also -> also).map(also -> "true"),
                String.format(Locale.ROOT, runs, "the controllers"));
        losses.remove(
                "controllers",
                stack.controllers().map(quorum -> quorum.nodes() + " x " + quorum.instance()),
                String.format(Locale.ROOT, runs, "the controllers"));
    }

    private void connect() {
        losses.add(
                "connect",
                stack.connect().map(workers -> workers.nodes() + " x " + workers.instance()),
                "Trivet runs no workers beside Amazon MSK.",
                "remove it, and describe the connectors to MSK Connect, or run workers as clients of the cluster");
    }

    private void mirrors() {
        losses.add(
                "mirrors",
                stack.mirrors().map(nodes -> nodes.nodes() + " x " + nodes.instance()),
                "Trivet runs no mirrors beside Amazon MSK.",
                "remove it, and copy with MSK Replicator, or run MirrorMaker as a client of the cluster");
    }

    private Optional<Monitoring> monitoring() {
        if (flavour.provisioned()) {
            return description.monitoring();
        }
        losses.add(
                "monitoring",
                description.monitoring().map(Monitoring::tool),
                flavour.title() + " has no exporters that anything could read.",
                "remove it, and look at its metrics in CloudWatch");
        return Optional.empty();
    }

    private void machines(Optional<OnMsk.BrokerNodes> brokers) {
        String image = "What machines of MSK boot from cannot be chosen.";
        losses.remove("image", stack.image(), image);
        losses.remove("brokers.image", stack.brokers().image(), image);
        losses.remove(
                "rollout.restart",
                stack.rollout().flatMap(OnEc2.Rollout::restart),
                "A broker of MSK is started again with aws kafka reboot-broker.");
        losses.remove(
                "rollout.images",
                stack.rollout().flatMap(OnEc2.Rollout::images),
                "AWS patches the machines of MSK when it likes.");
        losses.add(
                "machines",
                stack.machines().map(all -> "described"),
                "No machine of MSK can be looked into.",
                "write msk.level, msk.logs and msk.alarms");
        losses.add(
                "encryption",
                stack.encryption().map(OnEc2.Encryption::key),
                "The key of a cluster on MSK stands elsewhere.",
                "write it as msk.kmsKey");
        Optional<OnEc2.Unit> described = stack.rollout().flatMap(OnEc2.Rollout::by);
        if (!flavour.provisioned()) {
            losses.remove("rollout", described, "AWS restarts what it likes, unseen.");
        } else {
            int nodes = brokers.map(OnMsk.BrokerNodes::nodes).orElse(0);
            losses.add(
                    "rollout",
                    "by " + Losses.word(described.orElse(OnEc2.Unit.ZONE)),
                    "MSK restarts one broker after another by itself, each in 5 to 15 minutes: " + nodes
                            + " brokers take up to " + nodes * 15 + " minutes, for each change of its own.",
                    described.isPresent() ? Losses.REMOVE : "change one thing at a time");
        }
    }
}
