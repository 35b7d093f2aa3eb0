package io.trivet.node;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.ServerText;
import io.trivet.layout.Role;
import io.trivet.operate.ConnectWorkers;
import io.trivet.operate.Copies;
import io.trivet.operate.Failure;
import io.trivet.operate.FakeClock;
import io.trivet.operate.Logs;
import io.trivet.operate.Overrides;
import io.trivet.operate.Quorum;
import io.trivet.operate.Reassignments.Move;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.security.Grant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Machines and peers as unkind as real ones: processes take time to end, to listen and to catch up; a broker that was
 * killed stays registered and in sync for a while; a leader of controllers remembers one that is gone; questions stay
 * without an answer; and each thing that is done can fail half-way, with what was done before staying done.
 */
final class FakeCluster implements Machines, Peers {
    static final Duration STOP = Duration.ofSeconds(2);
    static final Duration START = Duration.ofSeconds(5);
    static final Duration CATCH_UP = Duration.ofSeconds(4);
    static final Duration EXPIRY = Duration.ofSeconds(9);
    static final Duration NEVER = Duration.ofDays(1000);

    private static final Catalogue KAFKA = Catalogue.of(KafkaVersion.V4_3_1);

    /** A node with its files and its process. */
    final class Server {
        final Member first;
        final String rack;
        final SortedMap<String, String> disk = new TreeMap<>();
        final SortedMap<String, String> own = new TreeMap<>();
        SortedMap<String, String> read = new TreeMap<>();
        boolean runs = true;
        boolean former = true;
        Duration start = START;
        Duration catchUp = CATCH_UP;
        Duration listensAt = Duration.ZERO;
        Duration inSyncAt = Duration.ZERO;
        Duration forgottenAt = Duration.ZERO;

        private Server(Member first, String rack) {
            this.first = first;
            this.rack = rack;
            disk.putAll(first.files());
            read = new TreeMap<>(disk);
        }

        boolean listens() {
            return runs && !clock.now().minus(listensAt).isNegative();
        }

        boolean isInSync() {
            return runs && !clock.now().minus(inSyncAt).isNegative();
        }

        /** Whether the others take it for alive, or for in sync. */
        boolean isBelieved(boolean inSync) {
            return inSync ? isInSync() || isRemembered() : listens() || isRemembered();
        }

        private boolean isRemembered() {
            return clock.now().compareTo(forgottenAt) < 0 && !listens();
        }

        void begin() {
            runs = true;
            read = new TreeMap<>(disk);
            listensAt = clock.now().plus(start);
            inSyncAt = listensAt.plus(catchUp);
        }

        /** Without a word to the others. */
        void kill() {
            runs = false;
            lostAt.put(first.id(), clock.now());
            forgottenAt = clock.now().plus(EXPIRY);
        }
    }

    /** A partition; the leader stays while it can. */
    private static final class Partition {
        private final String topic;
        private List<Integer> replicas;
        private List<Integer> target;
        private List<Integer> before;
        private Duration movedAt = Duration.ZERO;
        private final int least;
        private int leader;

        private Partition(String topic, List<Integer> replicas, int least) {
            this.topic = topic;
            this.replicas = replicas;
            this.target = replicas;
            this.before = replicas;
            this.least = least;
            this.leader = replicas.get(0);
        }

        private void arrive(Duration now) {
            if (!now.minus(movedAt).isNegative()) {
                replicas = target;
            }
        }

        /** Where copies are or will be, as a broker says that hears late of the end of a move. */
        private List<Integer> all(Duration now, Duration late) {
            boolean heard = !now.minus(movedAt).minus(late).isNegative();
            return Stream.concat((heard ? replicas : before).stream(), target.stream())
                    .distinct()
                    .toList();
        }
    }

    final FakeClock clock = new FakeClock();

    /** What a user may do, and why it is given no more. */
    final SortedSet<Grant> allowed = new TreeSet<>();

    String refusal = "";
    final Map<String, Server> servers = new LinkedHashMap<>();
    final SortedMap<String, String> forAll = new TreeMap<>();

    /** The worker of each task of connectors; it runs once the worker has had time to take it up. */
    final SortedMap<String, String> tasks = new TreeMap<>();

    /** Tasks that fail, whichever worker has them. */
    final SortedSet<String> broken = new TreeSet<>();

    /** What was done, in order. */
    final List<String> did = new ArrayList<>();

    /** What went down although something could not spare it. */
    final List<String> unsafe = new ArrayList<>();

    /** Settings that the servers do not take. */
    final SortedSet<String> refused = new TreeSet<>();

    /** Until when a kind of question stays without an answer. */
    final SortedMap<String, Duration> silent = new TreeMap<>();

    /** Whether whatever is done looks first whether all live that should, as on one machine. */
    boolean watched;

    /** Whether the controller lets preferred leaders lead. */
    boolean elects = true;

    /** Which deed fails, counted from 0; what belongs to one command is several deeds. */
    int failing = Integer.MAX_VALUE;

    /** Folders that a broker cannot use any more, by its id. */
    final SortedMap<Integer, List<String>> failed = new TreeMap<>();

    /** Bytes of each partition. */
    long log;

    /** For how long after the end of a move its partition is described with the copies that it had. */
    Duration late = Duration.ZERO;

    /** Bytes of each disk. */
    long disk = 1L << 40;

    /** How often the controller refuses to move anything. */
    int busy;

    /** The largest number of partitions that moved at once. */
    int most;

    @Nullable
    FakeKraft kraft;

    int deeds;
    int leader = 10_001;
    Duration leadsFrom = Duration.ZERO;
    final SortedMap<Integer, Duration> skews = new TreeMap<>();
    private final SortedMap<Integer, Duration> lostAt = new TreeMap<>();
    private final List<Partition> partitions = new ArrayList<>();
    private final SortedSet<String> meantToBeDown = new TreeSet<>();

    /** Brokers over zones a, b and c, with as many partitions, each copied to the next zones. */
    static FakeCluster ofBrokers(int count, String settings) {
        FakeCluster cluster = new FakeCluster();
        for (int id = 1; id <= count; id++) {
            cluster.add(cluster.broker(id, settings), List.of("a", "b", "c").get((id - 1) % 3));
        }
        for (int id = 1; id <= count; id++) {
            cluster.partition("orders", List.of(id, id % count + 1, (id + 1) % count + 1), 2);
        }
        return cluster;
    }

    /** Brokers that vote, too, with as many partitions, each copied to the next zones. */
    static FakeCluster ofCombined(int count, String settings) {
        FakeCluster cluster = ofCombined(count, settings, List.of(1, 2, 3));
        for (int id = 2; id <= count; id++) {
            cluster.partition("orders", List.of(id, id % count + 1, (id + 1) % count + 1), 2);
        }
        return cluster;
    }

    /** Brokers that vote, too, with one partition. */
    static FakeCluster ofCombined(int count, String settings, List<Integer> replicas) {
        FakeCluster cluster = new FakeCluster();
        cluster.leader = 1;
        for (int id = 1; id <= count; id++) {
            cluster.add(cluster.combined(id, settings), List.of("a", "b", "c").get((id - 1) % 3));
        }
        cluster.partition("orders", replicas, 2);
        return cluster;
    }

    static FakeCluster ofControllers(String settings) {
        return ofControllers(3, settings);
    }

    static FakeCluster ofControllers(int count, String settings) {
        FakeCluster cluster = new FakeCluster();
        for (int number = 1; number <= count; number++) {
            cluster.add(cluster.controller(number, settings), "");
        }
        return cluster;
    }

    static FakeCluster ofZooKeeper(String settings) {
        FakeCluster cluster = new FakeCluster();
        for (int number = 1; number <= 3; number++) {
            cluster.add(cluster.zookeeper(number, settings), "");
        }
        return cluster;
    }

    static FakeCluster ofWorkers(String settings) {
        FakeCluster cluster = new FakeCluster();
        for (int number = 1; number <= 3; number++) {
            cluster.add(cluster.worker(number, settings), "");
            cluster.tasks.put("task 0 of " + number, "connect" + number);
        }
        return cluster;
    }

    static FakeCluster ofMirrors(String settings) {
        FakeCluster cluster = new FakeCluster();
        for (int number = 1; number <= 3; number++) {
            cluster.add(cluster.mirror(number, settings), "");
        }
        return cluster;
    }

    void add(Member member, String rack) {
        servers.put(member.name(), new Server(member, rack));
    }

    void partition(String topic, List<Integer> replicas, int least) {
        partitions.add(new Partition(topic, replicas, least));
    }

    /** A broker as it is to be. */
    Member broker(int id, String settings) {
        return kafka(Role.BROKER, id, id, settings);
    }

    Member controller(int number, String settings) {
        return kafka(Role.CONTROLLER, number, 10_000 + number, settings);
    }

    Member combined(int id, String settings) {
        return kafka(
                Role.COMBINED,
                id,
                id,
                "advertised.listeners=CLIENTS://x:1\ncontroller.listener.names=CONTROLLER\n" + settings);
    }

    private static Member kafka(Role role, int number, int id, String settings) {
        String name = role.node(number);
        String controller = role.isCombined() ? ",CONTROLLER://" + name + ":9093" : "";
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                "/etc/kafka/server.properties",
                "listeners=CLIENTS://" + name + ":9092,BROKERS://:9091" + controller + "\n" + settings);
        files.put("/etc/trivet/role", "VERSION=4.3.1\n");
        return new Member(name, role, id, "/etc/kafka/server.properties", "/var/lib/kafka", files);
    }

    Member worker(int number, String settings) {
        String name = Role.CONNECT.node(number);
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                "/etc/kafka/connect.properties",
                "listeners=http://" + name + ":8083\nrest.advertised.host.name=" + name
                        + "\nrest.advertised.port=8083\n" + settings);
        return new Member(
                name, Role.CONNECT, Role.CONNECT.id(number), "/etc/kafka/connect.properties", "/var/lib/kafka", files);
    }

    Member mirror(int number, String settings) {
        String name = Role.MIRROR.node(number);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("/etc/kafka/mm2.properties", "listeners=http://" + name + ":8084\n" + settings);
        return new Member(
                name, Role.MIRROR, Role.MIRROR.id(number), "/etc/kafka/mm2.properties", "/var/lib/kafka", files);
    }

    Member zookeeper(int number, String settings) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("/etc/zookeeper/zoo.cfg", "clientPortAddress=zk" + number + "\nclientPort=2181\n" + settings);
        return new Member("zk" + number, Role.ZOOKEEPER, number, "/etc/zookeeper/zoo.cfg", "/var/lib/zookeeper", files);
    }

    Server server(String name) {
        return Optional.ofNullable(servers.get(name)).orElseThrow();
    }

    private Server server(Member member) {
        return server(member.name());
    }

    private Server server(int id) {
        return servers.values().stream()
                .filter(server -> server.first.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /** One more deed, unless it is the one that fails. */
    private void deed(String words) throws Failure {
        if (deeds++ == failing) {
            throw new Failure(Problem.error("fault", Place.ofPath(words), "broken")
                    .must("work")
                    .mend("run it again"));
        }
        did.add(words);
    }

    @Override
    public Optional<String> text(Member member, String path) {
        return Optional.ofNullable(server(member).disk.get(path));
    }

    @Override
    public void write(Member member) throws Failure {
        for (var file : member.files().entrySet()) {
            if (!file.getValue().equals(server(member).disk.get(file.getKey()))) {
                deed("write " + member.name() + file.getKey());
                server(member).disk.put(file.getKey(), file.getValue());
            }
        }
    }

    @Override
    public boolean runs(Member member) {
        return server(member).runs;
    }

    @Override
    public boolean wasMember(Member member) {
        return server(member).former;
    }

    @Override
    public void stop(List<Member> members) throws Failure {
        for (Member member : members) {
            deed("stop " + member.name());
            meantToBeDown.add(member.name());
            server(member).runs = false;
            lostAt.put(member.id(), clock.now());
            judge(member);
        }
        clock.pause(STOP);
    }

    /** What is left, by what is so and not by what anything believes. */
    private void judge(Member stopped) {
        for (Partition partition : partitions) {
            long left = partition.replicas.stream()
                    .filter(id -> server(id).isInSync())
                    .count();
            if (partition.replicas.contains(stopped.id()) && left < partition.least) {
                unsafe.add("without " + stopped.name() + ", " + partition.topic + partition.replicas + " has " + left
                        + " copies at " + clock.now());
            }
        }
        if (stopped.role() != Role.BROKER
                && server(stopped).former
                && servers.values().stream().filter(Server::listens).count() <= servers.size() / 2) {
            unsafe.add("without " + stopped.name() + " there is no majority at " + clock.now());
        }
    }

    @Override
    public void start(List<Member> members) throws Failure {
        for (Member member : members) {
            deed("start " + member.name());
            server(member).begin();
            meantToBeDown.remove(member.name());
        }
    }

    @Override
    public void check() throws Failure {
        for (Server server : servers.values()) {
            if (watched && !server.runs && !meantToBeDown.contains(server.first.name())) {
                throw new Failure(Problem.error("roll-stopped", Place.ofPath(server.first.name()), "gone")
                        .must("run")
                        .mend("run it again"));
            }
        }
    }

    private boolean answers(String question) {
        Duration until = silent.getOrDefault(question, silent.getOrDefault("all", Duration.ZERO));
        return clock.now().compareTo(until) >= 0
                && servers.values().stream().anyMatch(server -> server.first.role() != Role.BROKER || server.listens());
    }

    @Override
    public Optional<SortedMap<Integer, String>> racks() {
        SortedMap<Integer, String> racks = new TreeMap<>();
        servers.values().stream()
                .filter(server -> server.isBelieved(false))
                .forEach(server -> racks.put(server.first.id(), server.rack));
        return answers("racks") ? Optional.of(racks) : Optional.empty();
    }

    @Override
    public Optional<List<Copies>> copies() {
        List<Copies> copies = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            partition.arrive(clock.now());
            List<Integer> inSync = partition.replicas.stream()
                    .filter(id -> server(id).isBelieved(true))
                    .toList();
            if (!inSync.contains(partition.leader)) {
                partition.leader = inSync.stream().findFirst().orElse(-1);
            }
            copies.add(new Copies(
                    partition.topic, i, partition.all(clock.now(), late), inSync, partition.leader, partition.least));
        }
        return answers("copies") ? Optional.of(copies) : Optional.empty();
    }

    /** A copy that lags has the part of its log that it has had time for. */
    @Override
    public Optional<Logs> logs(int broker) {
        Server server = server(broker);
        Duration left = server.inSyncAt.minus(clock.now());
        long size = server.isInSync() ? log : Math.max(0, log - log * left.toMillis() / server.catchUp.toMillis());
        SortedMap<String, Long> sizes = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            if (partitions.get(i).replicas.contains(broker)) {
                sizes.put(partitions.get(i).topic + "-" + i, size);
            }
        }
        long used = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<Logs.Volume> volumes = new ArrayList<>(List.of(new Logs.Volume("data", used, disk - used, disk, false)));
        failed.getOrDefault(broker, List.of()).forEach(folder -> volumes.add(Logs.Volume.failed(folder)));
        return answers("sizes") ? Optional.of(new Logs(sizes, volumes)) : Optional.empty();
    }

    @Override
    public Optional<SortedMap<String, List<Integer>>> moving() {
        SortedMap<String, List<Integer>> moving = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            partitions.get(i).arrive(clock.now());
            if (!partitions.get(i).replicas.equals(partitions.get(i).target)) {
                moving.put(partitions.get(i).topic + "-" + i, partitions.get(i).target);
            }
        }
        most = Math.max(most, moving.size());
        return answers("moving") ? Optional.of(moving) : Optional.empty();
    }

    /** The copies get to their brokers in the time that one takes to catch up. */
    @Override
    public Optional<String> move(Collection<Move> moves) {
        if (busy > 0) {
            busy--;
            return Optional.of("orders-0: the controller is busy");
        }
        for (Move move : moves) {
            Partition partition = partitions.get(move.partition().partition());
            did.add("move " + move.partition().name() + " to " + move.replicas());
            partition.before = partition.replicas;
            partition.target = move.replicas();
            partition.movedAt = clock.now().plus(CATCH_UP);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Overrides> overrides(int broker) {
        return answers("overrides") && server(broker).listens()
                ? Optional.of(new Overrides(new TreeMap<>(server(broker).own), new TreeMap<>(forAll)))
                : Optional.empty();
    }

    @Override
    public Optional<String> order(int broker, List<Overrides.Order> orders) {
        return order(orders, server(broker).own);
    }

    @Override
    public Optional<String> orderControllers(List<Overrides.Order> orders) {
        return order(orders, new TreeMap<>());
    }

    private Optional<String> order(List<Overrides.Order> orders, SortedMap<String, String> own) {
        for (Overrides.Order order : orders) {
            if (refused.contains(order.name())) {
                return Optional.of("InvalidRequestException: " + order.name());
            }
            try {
                deed("order " + order.name() + "=" + order.value());
            } catch (Failure e) {
                return Optional.of("TimeoutException");
            }
            SortedMap<String, String> values = order.wholeCluster() ? forAll : own;
            if (order.remove()) {
                values.remove(order.name());
            } else {
                values.put(order.name(), order.value());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> leadAsPreferred(Collection<Copies> asked) {
        if (!elects) {
            return Optional.of("the controller is busy");
        }
        asked.forEach(copies ->
                partitions.get(copies.partition()).leader = copies.replicas().get(0));
        return Optional.empty();
    }

    @Override
    public Optional<Kraft> kraft() {
        return Optional.ofNullable(kraft);
    }

    @Override
    public List<String> controllers() {
        List<String> combined = servers.values().stream()
                .filter(server -> server.first.role().isCombined())
                .map(server -> server.first.controllerEndpoint())
                .toList();
        return combined.isEmpty() ? endpoints(Role.CONTROLLER) : combined;
    }

    /** A second after the leader is gone, the first of the others that listens leads, and knows of no other before. */
    @Override
    public Optional<Quorum> quorum() {
        if (!server(leader).runs) {
            Duration gone = lostAt.getOrDefault(leader, Duration.ZERO).plusSeconds(1);
            Optional<Server> next = servers.values().stream()
                    .filter(Server::listens)
                    .min(Comparator.comparing(server -> server.first.id()));
            if (clock.now().compareTo(gone) < 0 || next.isEmpty()) {
                return Optional.empty();
            }
            leader = next.get().first.id();
            leadsFrom = clock.now();
        }
        SortedMap<Integer, Quorum.Voter> voters = new TreeMap<>();
        for (Server server : servers.values()) {
            int id = server.first.id();
            if (kraft != null && !kraft.voters.containsKey(id)) {
                continue;
            }
            Duration at = server.isInSync() ? clock.now() : lostAt.getOrDefault(id, Duration.ZERO);
            boolean known = at.compareTo(leadsFrom) >= 0;
            Duration skew = skews.getOrDefault(leader, Duration.ofHours(1));
            voters.put(
                    id, new Quorum.Voter(known ? 100 : -1, known ? at.plus(skew).toMillis() : -1));
        }
        boolean majority = servers.values().stream().filter(Server::listens).count() > servers.size() / 2;
        return answers("quorum") && majority && server(leader).listens()
                ? Optional.of(new Quorum(leader, 100, voters))
                : Optional.empty();
    }

    @Override
    public List<String> zookeeper() {
        return endpoints(Role.ZOOKEEPER);
    }

    private List<String> endpoints(Role role) {
        return servers.values().stream()
                .filter(server -> server.first.role() == role)
                .map(server -> server.first.endpoint())
                .toList();
    }

    @Override
    public boolean isMember(String server) {
        long listening = servers.values().stream().filter(Server::listens).count();
        return listens(server) && listening > servers.size() / 2;
    }

    @Override
    public boolean isLeader(String server) {
        return isMember(server) && server.startsWith("zk1:");
    }

    @Override
    public List<String> workers(Role role) {
        return servers.values().stream()
                .filter(server -> server.first.role().equals(role))
                .map(server -> server.first.name() + (role.equals(Role.CONNECT) ? ":8083" : ""))
                .toList();
    }

    /** It hears of a right at once, or refuses to for a while. */
    @Override
    public Optional<SortedSet<Grant>> grants(String user) {
        return Optional.of(new TreeSet<>(allowed));
    }

    @Override
    public Optional<String> allow(String user, Collection<Grant> grants) {
        if (!refusal.isEmpty()) {
            return Optional.of(refusal);
        }
        did.add("allow " + user + " " + grants);
        allowed.addAll(grants);
        return Optional.empty();
    }

    @Override
    public Optional<List<ConnectWorkers.Part>> connectors(String worker) {
        if (!server(worker.replace(":8083", "")).listens()) {
            return Optional.empty();
        }
        List<ConnectWorkers.Part> parts = new ArrayList<>();
        tasks.forEach((task, on) -> parts.add(new ConnectWorkers.Part(
                task,
                broken.contains(task) ? "FAILED" : server(on).isInSync() ? "RUNNING" : "UNASSIGNED",
                on + ":8083")));
        return Optional.of(parts);
    }

    @Override
    public boolean listens(String endpoint) {
        return servers.values().stream()
                .anyMatch(server -> List.of(server.first.endpoint(), server.first.controllerEndpoint())
                                .contains(endpoint)
                        && server.listens());
    }

    @Override
    public Catalogue catalogue() {
        return KAFKA;
    }

    /**
     * What the process of a node goes by: the files that it read at its start, and the orders that it has got since.
     */
    String effective(String name, String setting) {
        Server server = server(name);
        String text = server.read.getOrDefault(server.first.server(), "");
        return server.own.getOrDefault(
                setting, forAll.getOrDefault(setting, ServerText.read(text).getOrDefault(setting, "")));
    }
}
