package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.plan.Bundles;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Ec2Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agents of EC2: the packaged ones, each a service on a root of its own, with a bucket that they ask and tell, on
 * real servers. What is desired changes as Pulumi changes it, wave by wave, and the answers are awaited.
 */
final class AgentIT {
    /** In seconds; one of its waits is in vain. */
    private static final int PATIENCE = 6;

    /** For what a voter waits without the others: it may ask their leader about its own vote first, which is gone. */
    private static final List<String> MISSED = List.of("its quorum", "its vote");

    private static final String ZOOKEEPER = "zookeeper: {instance: t4g.small, volume: {size: 10GiB}}";
    private static final String KRAFT = """
            kafka: {version: 4.3.1, metadata: kraft}
            zookeeper: null
            controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}""";

    private static final String DYNAMIC = "log.cleaner.backoff.ms: 20000, log.segment.bytes: 536870912";
    private static final String STATIC = DYNAMIC + ", queued.max.requests: 600";
    private static final String LATER = DYNAMIC + ", queued.max.requests: 700";

    @TempDir
    private Path home;

    private MachineCluster cluster;
    private MotoServer bucket;
    private String metadata;
    private Plan<Ec2Platform> plan;

    @BeforeEach
    void a_home_and_a_bucket_of_its_own() throws IOException, InterruptedException {
        cluster = new MachineCluster(home, "10.94", PATIENCE);
        bucket = cluster.bucket;
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ZOOKEEPER, KRAFT})
    void agents_bring_their_nodes_where_the_bucket_says_and_do_nothing_that_is_not_safe(String mode) throws Exception {
        metadata = mode;
        cluster.prepare(described(""));
        describe("");

        fresh_nodes_come_up_while_those_behind_them_do_not_exist_yet();
        make("orders", "1,2,3");
        a_dynamic_change_restarts_nothing();
        a_restart_that_would_stop_writes_is_refused_and_goes_on_when_that_is_mended();
        what_was_altered_or_is_missing_is_told_and_stops_nothing();
        an_agent_that_is_killed_on_the_way_goes_on();
        a_broker_whose_partitions_have_no_other_place_may_not_leave();
        a_broker_that_is_down_makes_the_others_refuse();
        a_voter_without_its_quorum_says_so_and_is_there_when_that_is_back();
        for (NodeMachine machine : cluster.machines()) {
            System.out.println("memory in MiB: " + machine.memory());
            assertThat(machine.said().lines())
                    .as("steps, and nothing else")
                    .allSatisfy(line -> assertThat(line).startsWith("{\"at\":\""));
        }
        if (mode.equals(KRAFT)) {
            a_controller_that_lost_its_volume_comes_back_as_another_voter();
            a_controller_that_leaves_votes_no_more();
        }
    }

    @Test
    void brokers_that_vote_come_up_restart_one_by_one_lose_a_volume_and_leave() throws Exception {
        cluster.prepare(combined(""));
        plan = cluster.plan(combined(""));
        fresh_nodes_come_up_while_those_behind_them_do_not_exist_yet();
        make("orders", "1,2,3");

        plan = cluster.plan(combined(STATIC));
        for (List<Node> wave : plan.waves()) {
            String node = wave.get(0).name();
            desire(planned(node));
            assertThat(done(node)).contains("join ", "catch up ", "vote ");
            assertThat(machine(node).asked()).containsOnlyOnce("stop ");
        }

        await(() -> health("broker1").filter(JsonNode::isEmpty));
        NodeMachine lost = machine("broker3");
        lost.killAgent();
        lost.kill();
        MachineCluster.empty(cluster.local("broker3").resolve("var/lib/kafka"));
        JsonNode refuses = await(() -> health("broker1")
                .filter(zones -> zones.path("us-east-1a").asText().contains("in sync elsewhere")));
        assertThat(refuses.path("us-east-1a").asText()).contains("; broker3.machines.");
        assertThat(refuses.has("us-east-1c")).as("what is down already").isFalse();

        assertThat(lost.isFirst()).isFalse();
        assertThat(lost.saidFirst()).contains("its quorum exists without it").contains("no more");
        cluster.format(plan, "broker3", "--no-initial-controllers");
        lost.systemctl("start");
        Files.delete(lost.file("done"));
        desire(planned("broker3"));
        cluster.serve("broker3");
        await(() -> Optional.of(lost.said()).filter(said -> said.contains("\"step\":\"votes\",\"detail\":\"new\"")));
        await(() -> health("broker1").filter(JsonNode::isEmpty));

        assertThat(cluster.trivet.drill(
                        MachineCluster.STACK, DropTopic.class, List.of(plan.clientBootstrap(), "orders")))
                .isZero();
        String own = "==> /etc/trivet/node <==\nSTAY=1,2\n";
        bucket.put("desired/broker3", sha256(own) + "\n\n" + own);
        await(() -> bucket.get("reports/broker3/" + lost.instance() + "/" + sha256(own) + "/done"));
        assertThat(lost.said())
                .containsSubsequence("\"step\":\"votes\",\"detail\":\"no more\"", "nothing is on it", "unregistered");
    }

    @Test
    void nodes_with_certificates_speak_TLS_and_restart_for_another_one_in_their_hour() throws Exception {
        metadata = KRAFT + """

                security:
                  authentication: [mtls]
                  authority: arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab""";
        cluster.prepare(described(""));
        describe("");
        fresh_nodes_come_up_while_those_behind_them_do_not_exist_yet();
        await(() -> health("broker1").filter(JsonNode::isEmpty));
        a_dynamic_change_restarts_nothing();
        describe(STATIC);
        desire(planned("broker1"));
        assertThat(done("broker1")).contains("catch up ");
        assertThat(machine("broker1").asked()).contains("stop ");

        for (String name : List.of("broker2", "controller2")) {
            NodeMachine machine = machine(name);
            long before = machine.pid().orElseThrow();
            Path tls = machine.file("root/etc/kafka/tls");
            // The authority of this machine issues for 90 days, which is not long.
            await(() -> Optional.of(machine.said()).filter(said -> said.contains("certificate-old")));
            Files.copy(tls.resolve("node.pem"), machine.file("issued.pem"));
            machine.killAgent();
            cluster.serve(name);
            await(() -> Optional.of(tls.resolve("next.pem")).filter(Files::exists));
            assertThat(machine.pid()).as("in another hour").contains(before);
            machine.killAgent();

            machine.at(2);
            cluster.serve(name);
            await(() -> Optional.of(machine.said())
                    .filter(said -> said.contains("\"restart\",\"detail\":\"certificate\"")));
            await(() -> Optional.of(machine.said().substring(machine.said().lastIndexOf("\"certificate\"")))
                    .filter(said -> said.contains("\"step\":\"done\"")));
            assertThat(tls.resolve("next.pem")).doesNotExist();
            assertThat(machine.pid().orElseThrow()).isNotEqualTo(before);
            await(() -> health(name).filter(JsonNode::isEmpty));
            System.out.println("memory in MiB: " + machine.memory());
        }
    }

    private static String combined(String settings) {
        return """
                kafka: {version: 4.3.1, metadata: kraft}
                zookeeper: null
                topics: null
                brokers: {nodes: 3, controllers: true, instance: t4g.medium, volume: {size: 50GiB}, settings: {%s}}
                """.formatted(settings);
    }

    private void fresh_nodes_come_up_while_those_behind_them_do_not_exist_yet() throws Exception {
        for (List<Node> wave : plan.waves()) {
            for (Node node : wave) {
                desire(planned(node.name()));
                cluster.boot(node.name());
            }
            for (Node node : wave) {
                assertThat(done(node.name())).contains("join ");
                assertThat(machine(node.name()).asked())
                        .containsOnlyOnce("start ")
                        .doesNotContain("stop ");
            }
        }
    }

    private void a_dynamic_change_restarts_nothing() throws Exception {
        describe(DYNAMIC);
        String voter = voters().get(0);

        desire(planned(voter));
        done(voter);
        desire(planned("broker1"));
        done("broker1");

        assertThat(machine(voter).asked()).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(machine("broker1").asked()).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(machine("broker1").said()).contains("log.cleaner.backoff.ms=20000 for all brokers");
        assertThat(Files.readString(machine("broker1").file("root/etc/kafka/server.properties")))
                .contains("log.cleaner.backoff.ms=20000");
        if (planned(voter).node().role() == Role.CONTROLLER) {
            assertThat(machine(voter).said()).contains("log.segment.bytes=536870912 for all brokers");
            assertThat(machine("broker1").said()).doesNotContain("log.segment.bytes=536870912 for all brokers");
        }
    }

    private void a_restart_that_would_stop_writes_is_refused_and_goes_on_when_that_is_mended() throws Exception {
        make("fragile", "1,2");
        describe(STATIC);
        long before = machine("broker1").pid().orElseThrow();

        desire(planned("broker1"));

        assertThat(failed("broker1"))
                .contains("roll-unsafe")
                .contains("fragile-0 has 1 replica elsewhere, and min.insync.replicas is 2")
                .doesNotContain("orders-0");
        assertThat(machine("broker1").asked()).containsOnlyOnce("start ").doesNotContain("stop ");
        assertThat(cluster.trivet.drill(
                        MachineCluster.STACK, DropTopic.class, List.of(plan.clientBootstrap(), "fragile")))
                .isZero();
        assertThat(done("broker1")).contains("stop ").contains("catch up ");
        assertThat(report("broker1", "failed")).isEmpty();
        assertThat(machine("broker1").asked()).contains("boot.sh grow 50").contains("boot.sh software");
        assertThat(machine("broker1").pid().orElseThrow()).isNotEqualTo(before);
        assertThat(machine("broker1").asked()).containsOnlyOnce("stop ");
    }

    private void what_was_altered_or_is_missing_is_told_and_stops_nothing() throws Exception {
        describe(LATER);
        String key = desire(planned("broker2"), "==> /etc/kafka/server.properties <==\n");

        assertThat(failed("broker2")).contains("bundle-altered " + key).contains("nothing was stopped");
        bucket.delete(key);
        await(() -> report("broker2", "failed").filter(text -> text.contains("bundle-missing " + key)));
        assertThat(machine("broker2").asked()).containsOnlyOnce("start ").doesNotContain("stop ");
        desire(planned("broker2"));
        done("broker2");
        assertThat(machine("broker2").asked()).containsOnlyOnce("stop ");
    }

    private void an_agent_that_is_killed_on_the_way_goes_on() throws Exception {
        NodeMachine machine = machine("broker3");

        desire(planned("broker3"));
        await(() -> Optional.of(machine.asked()).filter(asked -> asked.contains("stop ")));
        machine.killAgent();
        assertThat(report("broker3", "done")).isEmpty();
        cluster.serve("broker3");

        done("broker3");
        assertThat(Files.readString(machine.file("root/etc/kafka/server.properties")))
                .contains("queued.max.requests=700");
        assertThat(machine.asked()).containsOnlyOnce("boot.sh software");
    }

    private void a_broker_whose_partitions_have_no_other_place_may_not_leave() throws Exception {
        String stay = "==> /etc/trivet/node <==\nSTAY=1,2\n";
        bucket.put("desired/broker3", sha256(stay) + "\n\n" + stay);
        String key = "reports/broker3/" + machine("broker3").instance() + "/" + sha256(stay) + "/failed";
        String asked = machine("broker3").asked();

        assertThat(await(() -> bucket.get(key)))
                .contains("too-few-brokers")
                .contains("3 replicas, and 2 brokers would be left");
        assertThat(machine("broker3").asked()).isEqualTo(asked);
        desire(planned("broker3"));
        done("broker3");
    }

    private void a_broker_that_is_down_makes_the_others_refuse() throws Exception {
        await(() -> health("broker1").filter(JsonNode::isEmpty));
        machine("broker2").kill();

        JsonNode refuses = await(() -> health("broker1").filter(zones -> !zones.isEmpty()));

        assertThat(refuses.get("us-east-1a").asText()).contains("in sync elsewhere, and min.insync.replicas is 2");
        assertThat(refuses.has("us-east-1b")).as("what is down already").isFalse();
        machine("broker2").systemctl("start");
        await(() -> health("broker1").filter(JsonNode::isEmpty));
    }

    private void a_voter_without_its_quorum_says_so_and_is_there_when_that_is_back() throws Exception {
        String left = voters().get(0);
        await(() -> health(left).filter(JsonNode::isEmpty));
        for (String lost : voters().subList(1, 3)) {
            machine(lost).kill();
        }
        await(() -> health(left).filter(zones -> !zones.isEmpty()));
        // Nothing on it must restart: it only has to be in its quorum. A voter misses the others after seconds, and is
        // in the quorum until then.
        int size = 11;
        do {
            metadata = metadata.replace(size - 1 + "GiB", size + "GiB");
            size++;
            describe(LATER);
            desire(planned(left));
        } while (!await(() -> misses(left)));

        assertThat(failed(left)).contains("roll-stuck").containsAnyOf(MISSED.toArray(String[]::new));
        for (String lost : voters().subList(1, 3)) {
            machine(lost).systemctl("start");
        }
        done(left);
        assertThat(machine(left).asked()).doesNotContain("stop ");
    }

    /** Whether a voter waits for its quorum, or is done. */
    private Optional<Boolean> misses(String voter) throws Exception {
        if (report(voter, "done").isPresent()) {
            return Optional.of(false);
        }
        return report(voter, "waiting")
                .filter(text -> MISSED.stream().anyMatch(text::contains))
                .map(text -> true);
    }

    private void a_controller_that_lost_its_volume_comes_back_as_another_voter() throws Exception {
        NodeMachine controller = machine("controller3");
        controller.killAgent();
        controller.kill();
        MachineCluster.empty(cluster.local("controller3").resolve("var/lib/kafka"));

        assertThat(controller.isFirst()).isFalse();

        assertThat(controller.saidFirst())
                .contains("its quorum exists without it")
                .contains("no more");
        cluster.format(plan, "controller3", "--no-initial-controllers");
        controller.systemctl("start");
        // The machine that has the new volume is another one, too.
        Files.delete(controller.file("done"));
        desire(planned("controller3"));
        cluster.serve("controller3");
        done("controller3");
        assertThat(controller.said()).contains("\"step\":\"votes\",\"detail\":\"new\"");
        await(() -> health("controller1").filter(JsonNode::isEmpty));
    }

    private void a_controller_that_leaves_votes_no_more() throws Exception {
        String own = "==> /etc/trivet/node <==\nSTAY=10001,10002\n";

        bucket.put("desired/controller3", sha256(own) + "\n\n" + own);

        await(() ->
                bucket.get("reports/controller3/" + machine("controller3").instance() + "/" + sha256(own) + "/done"));
        assertThat(machine("controller3").said()).contains("\"step\":\"votes\",\"detail\":\"no more\"");
        assertThat(machine("controller3").asked().lines().toList()).endsWith("systemctl stop kafka.service");
    }

    private void describe(String settings) throws IOException {
        plan = cluster.plan(described(settings));
    }

    private String described(String settings) {
        return metadata + "\nbrokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}, settings: {" + settings
                + "}}\n";
    }

    private void make(String topic, String replicas) throws IOException, InterruptedException {
        assertThat(cluster.trivet.drill(
                        MachineCluster.STACK, MakeTopic.class, List.of(plan.clientBootstrap(), topic, replicas)))
                .isZero();
    }

    /** Says what a node must be, as Pulumi does. */
    private void desire(PlannedNode node) throws Exception {
        desire(node, shared(node.node()));
    }

    /** The same, with another text in place of the one that its role shares; the key that this lies at. */
    private String desire(PlannedNode node, String found) throws Exception {
        String key = node.node().role().word() + "/" + sha256(shared(node.node())) + ".txt";
        bucket.put(key, found);
        bucket.put("desired/" + node.node().name(), digest(node.node()) + "\n" + key + "\n" + own(node.node()));
        return key;
    }

    private String done(String node) throws Exception {
        return await(() -> report(node, "done"));
    }

    private String failed(String node) throws Exception {
        return await(() -> report(node, "failed"));
    }

    private Optional<String> report(String node, String word) throws Exception {
        return bucket.get("reports/" + node + "/" + machine(node).instance() + "/"
                + digest(planned(node).node()) + "/" + word);
    }

    /** The zones that a node refuses, each with the reason. */
    private Optional<JsonNode> health(String node) throws Exception {
        Optional<String> text = bucket.get("health/" + node);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectMapper().readTree(text.get()).get("refuses"));
    }

    /** An answer that may take its time. */
    private interface Question<T> {
        Optional<T> ask() throws Exception;
    }

    private <T> T await(Question<T> question) throws Exception {
        long begin = System.nanoTime();
        while (true) {
            Optional<T> answer = question.ask();
            if (answer.isPresent()) {
                return answer.get();
            }
            assertThat(System.nanoTime() - begin).as(cluster::said).isLessThan(180_000_000_000L);
            Thread.sleep(100);
        }
    }

    private PlannedNode planned(String name) {
        return MachineCluster.planned(plan, name);
    }

    private List<String> voters() {
        return plan.nodes().stream()
                .map(PlannedNode::node)
                .filter(node -> node.role() != Role.BROKER)
                .map(Node::name)
                .toList();
    }

    private NodeMachine machine(String node) {
        return cluster.machine(node);
    }

    private String digest(Node node) {
        return sha256(shared(node) + own(node));
    }

    private String shared(Node node) {
        return Bundles.of(plan, "").shared(node.role()).text();
    }

    private String own(Node node) {
        return Bundles.of(plan, "").own(node).text();
    }

    private static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
