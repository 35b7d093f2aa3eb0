package io.trivet.edge.aws;

import static java.util.Objects.requireNonNull;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ebs.EbsFunctions;
import com.pulumi.aws.ebs.Volume;
import com.pulumi.aws.ebs.VolumeArgs;
import com.pulumi.aws.ebs.inputs.GetEbsVolumesPlainArgs;
import com.pulumi.aws.ec2.Instance;
import com.pulumi.aws.ec2.InstanceArgs;
import com.pulumi.aws.ec2.NetworkInterface;
import com.pulumi.aws.ec2.NetworkInterfaceArgs;
import com.pulumi.aws.ec2.VolumeAttachment;
import com.pulumi.aws.ec2.VolumeAttachmentArgs;
import com.pulumi.aws.ec2.inputs.InstanceMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.InstanceNetworkInterfaceArgs;
import com.pulumi.aws.ec2.inputs.InstanceRootBlockDeviceArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.trivet.layout.Layout;
import io.trivet.layout.Machine;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.plan.Bundle;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.plan.PlannedRole;
import io.trivet.plan.ServiceRecord;
import io.trivet.platform.Ec2Platform;
import io.trivet.problem.Words;
import io.trivet.process.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A cluster on EC2.
 *
 * <p>Per node there is a network interface with its computed address, volumes that outlive everything, an instance, and
 * what it must be. No input of a node comes from another, so the replacement of one drags no other along, and there is
 * no edge between nodes: whatever changes a node waits until those of the wave before have said in the bucket that they
 * are what they must be ({@link Answers}).
 */
public final class Ec2 {
    /**
     * The last letter of where the first volume is attached, {@code /dev/sdf}, and the others behind it; the kernel
     * gives them names of its own, and the boot script finds them by their ids.
     *
     * <p>Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html, f to p for data.
     */
    private static final char DEVICE = 'f';

    private final Plan<Ec2Platform> plan;
    private final Provider provider;
    private final ClusterResource cluster;
    private final Network network;
    private final Firewall firewall;
    private final Store store;
    private final Names names;
    private final Answers answers;
    private final SortedMap<String, Output<String>> registries;
    private final Output<String> done;
    private final SortedMap<Role, SharedResources> shared = new TreeMap<>();

    /**
     * What the nodes of a role share.
     *
     * @param image id of what they boot from
     * @param group id of their security group
     * @param access what they may do
     * @param files the object that holds what they share, which comes when all else that they stand on is there
     */
    private record SharedResources(
            PlannedRole role, Output<String> image, Output<String> group, Access access, Resource files) {}

    /**
     * Asks the engine for it; what nodes wait for is told while it goes on.
     *
     * @param leaving nodes that were deployed and are described no more; the engine deletes them when all is done
     */
    public Ec2(Plan<Ec2Platform> plan, List<Node> leaving, Consumer<String> progress) {
        this(plan, leaving, progress, Answers.PAUSE);
    }

    Ec2(Plan<Ec2Platform> plan, List<Node> leaving, Consumer<String> progress, Duration pause) {
        this.plan = plan;
        this.provider = RegionProvider.of(plan.region(), plan.tags());
        Seal seal = new Seal(plan.mayEnd());
        this.cluster = new ClusterResource(plan, provider, seal);
        this.network = Network.of(NetworkPlan.ofEc2(plan), cluster);
        this.firewall = Firewall.ofEc2(plan, network, cluster);
        this.store = Store.of(plan, cluster);
        this.names = Names.of(plan, network, cluster);
        this.answers = new Answers(store.bucket().id(), provider, progress, pause);
        for (PlannedRole role : plan.roles()) {
            shared.put(role.role(), shared(role));
        }
        Backups.of(plan, store.bucket().arn(), cluster);
        this.registries = Registries.of(plan, cluster);
        SortedMap<String, PlannedNode> nodes = new TreeMap<>();
        plan.nodes().forEach(planned -> nodes.put(planned.node().name(), planned));
        Output<String> open = Output.of(Answers.OPEN);
        Output<String> served = open;
        for (Role role : plan.layout().roles()) {
            open = role(role, nodes, open);
            // Clients need no workers.
            served = role.isWorker() ? served : open;
        }
        names.bootstrap(answers, served, plan.layout(), cluster);
        this.done = Output.tuple(seal.closed(plan.layout().cluster(), cluster), end(leaving, open))
                .applyValue(both -> both.t1);
    }

    /**
     * Registers the nodes of a role, wave by wave; opens when all are there.
     *
     * @param before opens for the first
     */
    private Output<String> role(Role role, SortedMap<String, PlannedNode> nodes, Output<String> before) {
        List<Node> all = new ArrayList<>();
        List<Output<Answers.Awaited>> allAwaited = new ArrayList<>();
        Newcomers newcomers = Newcomers.of(role, plan.layout().nodes(role), before, answers);
        Output<String> behindNewcomers = before;
        Output<String> open = newcomers.before(before);
        for (List<Node> wave : plan.waves()) {
            if (!wave.get(0).role().equals(role)) {
                continue;
            }
            Turns turns = turns(wave, open);
            List<Output<Answers.Awaited>> awaited = new ArrayList<>();
            for (Node node : wave) {
                awaited.add(node(
                        requireNonNull(nodes.get(node.name())),
                        requireNonNull(shared.get(role)),
                        newcomers.gate(node, behindNewcomers, turns.gate(node)),
                        newcomers.gate(node, behindNewcomers, turns.stop(node))));
            }
            behindNewcomers = newcomers.behind(wave, behindNewcomers, awaited, answers);
            // That of a newcomer opens before those of the waves before it.
            open = Output.tuple(open, behindNewcomers, newcomers.others(wave, awaited, answers))
                    .applyValue(doors -> doors.t3);
            all.addAll(wave);
            allAwaited.addAll(awaited);
        }
        newcomers.end(all, allAwaited);
        return open;
    }

    /**
     * What the nodes of a role share. They depend on one object in place of each thing that stands before it, since the
     * engine goes through every dependency of every resource with each step: its time grows with their product.
     */
    private SharedResources shared(PlannedRole role) {
        Output<String> image = Images.of(role, plan, provider, answers, cluster);
        Access access = Access.of(role, plan, store, cluster);
        List<Resource> ground = new ArrayList<>(network.ready());
        ground.addAll(firewall.ready());
        ground.addAll(store.boot());
        ground.addAll(access.ready());
        ground.addAll(Logs.of(role, plan, cluster));
        ground.addAll(names.ready());
        return new SharedResources(
                role, image, firewall.group(role.role().word()), access, store.shared(role, ground, cluster));
    }

    /** Waits until nodes that are described no more have said that they are of no use to the cluster. */
    private Output<String> end(List<Node> leaving, Output<String> open) {
        List<Output<Answers.Awaited>> awaited = new ArrayList<>();
        for (Node node : leaving) {
            Bundle nothing = Store.nothing(
                    plan.layout().nodes(node.role()).stream().map(Node::id).toList());
            awaited.add(store.desired(node.name(), nothing, answers, open, cluster)
                    .key()
                    .applyValue(key -> new Answers.Awaited(node.name(), "", nothing.digest())));
        }
        Output<String> gone = leaving.isEmpty() ? open : answers.done(awaited);
        for (Node node : leaving) {
            gone = answers.told(gone, () -> kept(node));
        }
        return gone;
    }

    /**
     * The volumes of a node that stay, in words. They are asked for by their tags, since the node is described no more
     * and no resource tells them; what is only told fails no update.
     */
    private CompletableFuture<String> kept(Node node) {
        SortedMap<String, String> tags = new TreeMap<>(plan.tags());
        tags.keySet().retainAll(List.of("trivet:cluster", "trivet:stack"));
        tags.put("trivet:node", node.name());
        return EbsFunctions.getEbsVolumesPlain(
                        GetEbsVolumesPlainArgs.builder().tags(tags).build(),
                        InvokeOptions.builder().provider(provider).build())
                .thenApply(found -> found.ids().isEmpty()
                        ? node.name() + " leaves no volume"
                        : (found.ids().size() == 1 ? "volume " : "volumes ")
                                + Words.list(found.ids().stream().sorted().toList()) + " of " + node.name()
                                + (found.ids().size() == 1 ? " stays" : " stay"))
                .exceptionally(e -> "the volume of " + node.name() + " stays; its id is not told: " + e.getMessage());
    }

    /** When the nodes of a wave may change, and their machines stop. */
    private Turns turns(List<Node> wave, Output<String> before) {
        Role role = wave.get(0).role();
        List<String> names = wave.stream().map(Node::name).toList();
        SortedSet<String> zones = new TreeSet<>();
        wave.forEach(node -> zones.add(node.zone().name()));
        List<String> others = plan.layout().nodes(role).stream()
                .map(Node::name)
                .filter(name -> !names.contains(name))
                .toList();
        return Turns.of(
                before,
                wave,
                others,
                node -> new Answers.Awaited(node.name(), "", store.bundles().digest(node)),
                gate -> answers.mayStop(gate, names, store.bundles().shared(role), zones, others),
                answers);
    }

    /** Registers a node, which the next wave waits for. */
    private Output<Answers.Awaited> node(
            PlannedNode node, SharedResources shared, Output<String> open, Output<String> mayStop) {
        String name = node.node().name();
        PlannedRole role = shared.role();
        String digest = store.bundles().digest(node.node());
        Resource parent = new NodeResource(node, digest, role, cluster);
        NetworkInterface link = new NetworkInterface(
                name,
                NetworkInterfaceArgs.builder()
                        .subnetId(requireNonNull(
                                network.subnets().get(node.node().zone().name())))
                        .privateIps(node.node().address().toString())
                        .securityGroups(shared.group().applyValue(List::of))
                        .description("Trivet, " + node.node().dnsName())
                        .tags(tags(node))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .deleteBeforeReplace(true)
                        .build());
        List<Volume> volumes = new ArrayList<>();
        for (int number = 1; number <= role.machine().volumes(); number++) {
            volumes.add(volume(node, number, role.machine().volume(), parent));
        }
        List<Resource> needs = List.of(
                shared.files(), requireNonNull(names.records().get(node.node().dnsName())));
        Instance instance = instance(node, shared, link, volumes, needs, mayStop, parent);
        for (int number = 1; number <= volumes.size(); number++) {
            attach(instance, volumes.get(number - 1), node, number, parent);
        }
        NodeAlarms.of(node, instance.id(), plan, parent);
        BucketObjectv2 desired = store.desired(node, shared.files(), answers, open(open, instance), parent);
        return Output.tuple(instance.id(), desired.key())
                .applyValue(known -> new Answers.Awaited(name, known.t1, digest));
    }

    /**
     * A machine is changed before what it must be is: a node that says it is there is so on the machine that it has.
     */
    private Output<?> open(Output<String> before, Instance instance) {
        return Output.tuple(before, answers.known(instance.id()));
    }

    private static void attach(Instance instance, Volume volume, PlannedNode node, int number, Resource parent) {
        new VolumeAttachment(
                ofVolume(node, number),
                VolumeAttachmentArgs.builder()
                        .instanceId(instance.id())
                        .volumeId(volume.id())
                        .deviceName("/dev/sd" + (char) (DEVICE + number - 1))
                        // A mounted volume does not let go; a clean stop of the machine stops the server and unmounts
                        // it.
                        .stopInstanceBeforeDetaching(true)
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .deleteBeforeReplace(true)
                        .build());
    }

    /** The name of a resource of one volume: that of the node for its first. */
    private static String ofVolume(PlannedNode node, int number) {
        return node.node().name() + (number == 1 ? "" : "-" + number);
    }

    private Volume volume(PlannedNode node, int number, Machine.DataVolume volume, Resource parent) {
        Map<String, String> tags = tags(node);
        if (number > 1) {
            tags.put("trivet:volume", "" + number);
        }
        Backups.tag(tags, plan);
        VolumeArgs.Builder args = VolumeArgs.builder()
                .availabilityZone(node.node().zone().name())
                .size((int) volume.gib())
                .type(volume.type())
                .encrypted(true)
                .tags(tags);
        plan.platform().upkeep().key().ifPresent(args::kmsKeyId);
        volume.iops().ifPresent(args::iops);
        volume.mibPerSecond().ifPresent(args::throughput);
        return new Volume(
                ofVolume(node, number),
                args.build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        // It leaves the state with its node, and is kept; a cluster is kept whole by its seal.
                        .retainOnDelete(true)
                        .build());
    }

    private Instance instance(
            PlannedNode node,
            SharedResources shared,
            NetworkInterface link,
            List<Volume> volumes,
            List<Resource> needs,
            Output<String> mayStop,
            Resource parent) {
        Machine machine = shared.role().machine();
        InstanceRootBlockDeviceArgs.Builder root = InstanceRootBlockDeviceArgs.builder()
                .volumeSize(Machine.ROOT_GIB)
                .volumeType("gp3")
                .encrypted(true)
                .deleteOnTermination(true);
        plan.platform().upkeep().key().ifPresent(root::kmsKeyId);
        return new Instance(
                node.node().name(),
                InstanceArgs.builder()
                        .ami(answers.once(mayStop, shared.image()))
                        .instanceType(Output.ofLeft(answers.once(mayStop, Output.of(machine.instance()))))
                        .iamInstanceProfile(shared.access().profile())
                        .networkInterfaces(InstanceNetworkInterfaceArgs.builder()
                                .deviceIndex(0)
                                .networkInterfaceId(link.id())
                                .build())
                        .metadataOptions(InstanceMetadataOptionsArgs.builder()
                                .httpEndpoint("enabled")
                                .httpTokens("required")
                                .httpPutResponseHopLimit(1)
                                .build())
                        .rootBlockDevice(root.build())
                        .monitoring(true)
                        .ebsOptimized(true)
                        .userData(answers.once(
                                mayStop,
                                Output.tuple(
                                                store.bucket().id(),
                                                Output.all(volumes.stream()
                                                        .map(Volume::id)
                                                        .toList()))
                                        .applyValue(ids -> UserData.of(node, plan.region(), ids.t1, ids.t2))))
                        .userDataReplaceOnChange(true)
                        .tags(tags(node))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(parent)
                        .dependsOn(needs)
                        .deleteBeforeReplace(true)
                        .build());
    }

    private static Map<String, String> tags(PlannedNode node) {
        Map<String, String> tags = Tags.named(node.node().dnsName());
        tags.put("trivet:node", node.node().name());
        tags.put("trivet:role", node.node().role().word());
        return tags;
    }

    /** Known when the cluster is as described. */
    public Output<String> done() {
        return done;
    }

    /** What a user of the cluster, or another stack, wants to know of it. */
    public SortedMap<String, Output<?>> outputs() {
        Layout layout = plan.layout();
        SortedMap<String, Output<?>> outputs = new TreeMap<>();
        outputs.put("bootstrapServers", Output.of(layout.names().bootstrap() + ":" + KafkaBroker.CLIENT_PORT));
        outputs.put("clientSecurityGroup", firewall.group(Firewall.CLIENTS));
        outputs.put("clusterId", Output.of(layout.clusterId()));
        // A secret is one word where Pulumi prints the outputs, and all of it where it is asked for.
        outputs.put("details", Output.of(details()).asSecret());
        outputs.put("hostedZone", names.zone());
        if (!layout.listeners().isEmpty()) {
            SortedMap<String, String> listeners = new TreeMap<>();
            layout.listeners().forEach(listener -> listeners.put(listener.name(), listener.bootstrap(layout)));
            outputs.put("listeners", Output.of(listeners));
        }
        outputs.put("monitoringSecurityGroup", firewall.group(Firewall.MONITORING));
        outputs.put("names", Output.of(layout.names().name("*")));
        outputs.putAll(Registries.outputs(registries));
        outputs.put("vpc", network.vpc());
        return outputs;
    }

    /** What is as long as the cluster is large: addresses by name, all endpoints, records of exporters. */
    private SortedMap<String, Object> details() {
        SortedMap<String, String> addresses = new TreeMap<>();
        plan.layout()
                .nodes()
                .forEach(node -> addresses.put(node.dnsName(), node.address().toString()));
        SortedMap<String, Object> details = new TreeMap<>();
        details.put("addresses", addresses);
        details.put("brokers", plan.clientBootstrap());
        details.put(
                "exporters", plan.services().stream().map(ServiceRecord::name).toList());
        for (PlannedRole role : plan.roles()) {
            String connect = role.settings().get("zookeeper.connect");
            if (connect != null) {
                details.put("zooKeeper", connect);
            }
        }
        return details;
    }
}
