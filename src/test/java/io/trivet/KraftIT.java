package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.DropTopic;
import io.trivet.drill.MakeTopic;
import io.trivet.drill.RollDrill;
import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.operate.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a KRaft cluster on real servers: releases that go up and back, voters and brokers that come and go. One
 * cluster lives through all of it; each method runs alone, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KraftIT {
    private static final String STACK = "kraft";

    @TempDir
    private static Path home;

    private Trivet trivet;
    private Path file;

    @BeforeAll
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        file = trivet.home().resolve("stacks/Pulumi.kraft.yaml");
        Files.writeString(file, """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: kraft
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.99.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    kafka: {version: 3.9.2, metadata: kraft}
                    zookeeper: null
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volumes: 1, volume: {size: 50GiB}}
                    topics: null
                """);
        trivet.succeed("local", "up", STACK);
    }

    @AfterAll
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    @Order(1)
    void a_controller_that_lost_its_folder_comes_back_as_another_voter() throws IOException, InterruptedException {
        trivet.succeed("local", "stop", STACK, "--node", "controller2");
        lose("controller2");

        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("controller2: votes no more\n", "controller2: votes new\n");

        trivet.succeed("local", "down", STACK);
        lose("controller1");
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("controller1: votes no more\n", "controller1: votes new\n");
        assertThat(trivet.pids(STACK)).hasSize(6);
    }

    @Test
    @Order(2)
    void a_topic_gets_fewer_replicas_and_more_while_records_are_written() throws IOException, InterruptedException {
        String whole = Files.readString(file);
        String two = "{replicas: 2, settings: {min.insync.replicas: 1}, partitions: 12}";

        String log = under_load(
                edit("topics: null", "topics: {\"{topic}\": " + two + "}"),
                trivet("operate", "replication", STACK, "--local"),
                trivet("operate", "replication", STACK, "--local", "--apply"),
                "echo fewer: done",
                trivet("operate", "replication", STACK, "--local", "--exit-code"),
                edit("replicas: 2, settings: {min.insync.replicas: 1}", "replicas: 3"),
                trivet("operate", "replication", STACK, "--local", "--apply", "--format", "json"),
                trivet("operate", "replication", STACK, "--local", "--exit-code"));

        assertThat(log)
                .containsPattern("""
                        kraft
                        6 topics described, 1 to change, 0B to copy
                          topic +replicas  partitions  min\\.insync\\.replicas  to copy
                          drill\\.roll\\.\\d+ +3 -> 2    12          2 -> 1
                        Nothing was changed\\. To make these changes, add --apply\\.
                        """)
                .contains("kraft\n6 topics described, 1 changed, 0B copied\n")
                .containsPattern("fewer: done\n(waiting.*\n)*kraft\n6 topics described, each with its replicas")
                .containsPattern("}\n(waiting.*\n)*kraft\n6 topics described, each with its replicas");
        JsonNode moves = new ObjectMapper()
                .readTree(log.substring(log.indexOf("\n{") + 1, log.indexOf("\n}") + 2))
                .get("moves");
        assertThat(moves).hasSize(12).allSatisfy(move -> {
            List<Integer> to = new ArrayList<>();
            move.get("to").forEach(id -> to.add(id.asInt()));
            assertThat(to).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(move.get("from")).hasSize(2);
        });
        Files.writeString(file, whole);
    }

    @Test
    @Order(3)
    void workers_run_a_connector_take_over_what_a_killed_one_ran_and_roll_one_by_one()
            throws IOException, InterruptedException {
        String whole = Files.readString(file);
        SortedMap<String, Long> first = trivet.pids(STACK);
        Path lines = Files.writeString(home.resolve("lines.txt"), "one\ntwo\n");
        String text = "value.converter: org.apache.kafka.connect.storage.StringConverter";
        describe(
                "    topics: null",
                "    connect: {nodes: 3, instance: m7g.large, volume: {size: 10GiB}, settings:"
                        + " {scheduled.rebalance.max.delay.ms: 1000}, connectors: {lines: {className: FileStreamSource,"
                        + " settings: {file: \"" + lines + "\", topic: lines, " + text
                        + "}}, kept: {className: FileStreamSink, settings: {file: \"" + home.resolve("kept.txt")
                        + "\", topics: lines, " + text + "}}}}\n    topics: {lines: {}}");
        assertThat(trivet.succeed("local", "up", STACK).out()).contains("9 of 9 nodes up");
        assertThat(trivet.pids(STACK)).hasSize(9).containsAllEntriesOf(first);
        List<JsonNode> workers = trivet.status(STACK).stream()
                .filter(node -> node.get("node").asText().startsWith("connect"))
                .toList();
        ClusterIT.every_golden_metric_is_scraped(workers, Login.NONE, MetadataMode.KRAFT, name -> Role.CONNECT);
        assertThat(trivet.succeed("operate", "connectors", STACK, "--local", "--apply")
                        .out())
                .contains("2 connectors described, 2 changes made\n");
        String runs = await(workers.get(1), List.of("connect1", "connect2", "connect3"));
        ClusterIT.every_golden_metric_comes_to_be_scraped(workers, Login.NONE, MetadataMode.KRAFT, Role.CONNECT);
        put(workers.get(1), "broken", sink(home.resolve("no/folder/kept.txt")));
        await(workers, "kafka_connect_task_status{connector=\"broken\",state=\"failed\",task=\"0\"");
        delete(workers.get(1), "broken");
        delete(workers.get(1), "kept");

        trivet.succeed("local", "stop", STACK, "--node", runs);
        List<JsonNode> others = workers.stream()
                .filter(node -> !node.get("node").asText().equals(runs))
                .toList();
        await(
                others.get(0),
                others.stream().map(node -> node.get("node").asText()).toList());

        trivet.succeed("local", "start", STACK, "--node", runs);
        describe("scheduled.rebalance.max.delay.ms: 1000", "scheduled.rebalance.max.delay.ms: 2000");
        String rolled = trivet.succeed("local", "up", STACK).err();
        assertThat(rolled.lines().filter(line -> line.matches("connect\\d: (stopping|done.*)")))
                .extracting(line -> line.replaceFirst("done.*", "done"))
                .containsExactly(
                        "connect1: stopping",
                        "connect1: done",
                        "connect2: stopping",
                        "connect2: done",
                        "connect3: stopping",
                        "connect3: done");
        await(workers.get(0), List.of("connect1", "connect2", "connect3"));
        assertThat(trivet.pids(STACK)).containsAllEntriesOf(first);

        Files.writeString(file, whole);
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("ended connect1, connect2, connect3, whose connectors stand still\n");
        assertThat(trivet.pids(STACK)).isEqualTo(first);
    }

    /** Before any controller leaves: none up to Kafka 4.3.1 forgets one, and its release (KAFKA-20395). */
    @Test
    @Order(4)
    void an_upgrade_goes_back_until_it_is_finalised_and_not_from_then_on() throws IOException, InterruptedException {
        String up = trivet("local", "up", STACK);
        String log = under_load(
                edit("version: 3.9.2", "version: 4.3.1, metadataVersion: 3.9.2"),
                up,
                "echo back",
                edit("version: 4.3.1, metadataVersion: 3.9.2", "version: 3.9.2"),
                up,
                "echo forth",
                edit("version: 3.9.2", "version: 4.3.1, metadataVersion: 3.9.2"),
                up);
        assertThat(log)
                .containsSubsequence(
                        "restarted broker3 in ", "back\n", "restarted broker3 in ", "forth\n", "restarted broker3 in ")
                .doesNotContain("finalised", "controllers would be left");
        Matcher leader = Pattern.compile("(controller\\d): leader goes last of its quorum")
                .matcher(log);
        assertThat(leader.find()).isTrue();
        assertThat(restarted(log)).hasSize(18).allMatch(wave -> !wave.contains(","));
        assertThat(restarted(log).get(2)).isEqualTo(leader.group(1));

        SortedMap<String, Long> upgraded = trivet.pids(STACK);
        describe(", metadataVersion: 3.9.2", "");
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("finalised metadata.version=30\n", "finalised transaction.version=2\n");
        assertThat(trivet.pids(STACK)).as("nothing restarts for it").isEqualTo(upgraded);
        assertThat(trivet.succeed("local", "up", STACK).err()).doesNotContain("finalised");

        describe("version: 4.3.1", "version: 3.9.2");
        Ran back = trivet.run("local", "up", STACK);
        assertThat(back.code()).isEqualTo(4);
        assertThat(back.err()).endsWith("""
                error version-down  controller1
                  was asked to go from version 4.3.1 back to 3.9.2 but it must keep its version or get a later one, since \
                eligible.leader.replicas.version 1, group.version 1, metadata.version 30, share.version 1, \
                streams.version 1, transaction.version 2 is finalised, which 3.9.2 does not know.
                  Mend: describe version 4.3.1 again.

                1 error
                """);
        assertThat(trivet.pids(STACK)).isEqualTo(upgraded);
        describe("version: 3.9.2", "version: 4.3.1");
    }

    @Test
    @Order(5)
    void voters_and_brokers_come_and_go_while_nothing_restarts() throws IOException, InterruptedException {
        SortedMap<String, Long> first = trivet.pids(STACK);
        describe("controllers: {nodes: 3", "controllers: {nodes: 5");
        describe("brokers: {nodes: 3", "brokers: {nodes: 4");

        assertThat(drilled_change().err()).contains("controller4: votes new\n", "controller5: votes new\n");

        assertThat(trivet.pids(STACK)).hasSize(9).containsAllEntriesOf(first);
        describe("controllers: {nodes: 5", "controllers: {nodes: 3");
        describe("brokers: {nodes: 4", "brokers: {nodes: 3");
        Ran fewer = drilled_change();
        assertThat(fewer.err())
                .contains("controller4: votes no more\n", "controller5: votes no more\n", "broker4: unregistered\n");
        assertThat(fewer.out()).contains("\ncontroller4 and controller5 vote no more ", "\nbroker4 leaves ");
        assertThat(trivet.pids(STACK)).isEqualTo(first);

        Ran same = trivet.run("drill", "change", STACK);
        assertThat(same.code()).isEqualTo(4);
        assertThat(same.err()).endsWith("""
                error drill-no-change  kraft
                  was a description by which no server changes but it must ask for something else of servers that run, or for \
                other servers.
                  Mend: edit the description first, or run trivet drill roll kraft.

                1 error
                """);
    }

    @Test
    @Order(6)
    void brokers_that_came_take_their_share_while_records_are_written() throws IOException, InterruptedException {
        SortedMap<String, Long> first = trivet.pids(STACK);
        describe("brokers: {nodes: 3", "brokers: {nodes: 6");

        String log = under_load(
                trivet("local", "up", STACK),
                "{ " + trivet("operate", "rebalance", STACK, "--local", "--apply", "--throttle", "1KiB/s")
                        + " & slow=$!; }",
                "while kill -0 $slow && ! " + trivet("operate", "moves", STACK, "--local")
                        + " | grep throttled; do :; done",
                "kill $slow",
                trivet("operate", "moves", STACK, "--local", "--cancel"),
                trivet("operate", "moves", STACK, "--local"),
                trivet("operate", "rebalance", STACK, "--local", "--apply", "--throttle", "100MiB/s"));

        assertThat(log)
                .containsPattern("Given up: these partitions are where they were, and no throttle is left\\.\n"
                        + "kraft at .*\nnothing moves\n");
        assertThat(trivet.succeed("operate", "moves", STACK, "--local").out()).endsWith("\nnothing moves\n");
        assertThat(log).containsPattern("\\nkraft\\n\\d+ replicas of .* moved; \\d+ other leaders?\\n");
        assertThat(trivet.pids(STACK)).hasSize(9).containsAllEntriesOf(first);
        JsonNode even = new ObjectMapper()
                .readTree(trivet.succeed("operate", "rebalance", STACK, "--local", "--exit-code", "--format", "json")
                        .out());
        assertThat(even.get("moves")).isEmpty();
        assertThat(even.get("brokers")).hasSize(6);
        for (String what : List.of("copies", "leaders")) {
            List<Integer> shares = even.get("brokers").findValues("after").stream()
                    .map(share -> share.get(what).asInt())
                    .toList();
            assertThat(Collections.max(shares) - Collections.min(shares))
                    .as(what)
                    .isLessThanOrEqualTo(1);
        }

        describe("brokers: {nodes: 6", "brokers: {nodes: 9");
        Ran absent = trivet.run("operate", "rebalance", STACK, "--local");
        assertThat(absent.code()).isEqualTo(4);
        assertThat(absent.err()).endsWith("""
                error broker-missing  broker7, broker8 and broker9
                  was described and not there but it must run before anything moves to it.
                  Mend: start it, or let pulumi up make it.

                1 error
                """);
        describe("brokers: {nodes: 9", "brokers: {nodes: 6");
    }

    @Test
    @Order(7)
    void a_volume_more_goes_through_one_by_one_and_what_leaves_goes_to_it() throws IOException, InterruptedException {
        if (Files.readString(file).contains("brokers: {nodes: 3")) {
            describe("brokers: {nodes: 3", "brokers: {nodes: 6");
            trivet.succeed("local", "up", STACK);
            trivet.succeed("operate", "rebalance", STACK, "--local", "--apply");
        }
        describe("volumes: 1", "volumes: 2");
        describe("zookeeper: null", "zookeeper: null\n    rollout: {by: node}");

        assertThat(restarted(under_load(trivet("local", "up", STACK))))
                .containsExactly("broker1", "broker4", "broker2", "broker5", "broker3", "broker6");

        SortedMap<String, Long> before = trivet.pids(STACK);
        describe("brokers: {nodes: 6", "brokers: {nodes: 3");
        assertThat(trivet.succeed("local", "up", STACK).err())
                .contains("ended broker4, broker5, broker6, on which nothing was left");
        before.keySet().removeAll(List.of("broker4", "broker5", "broker6"));
        assertThat(trivet.pids(STACK)).isEqualTo(before);

        SortedMap<String, List<String>> found = trivet.partitions(STACK, 3);
        assertThat(found.get("broker1/kafka")).hasSizeGreaterThan(20);
        assertThat(found.get("broker1/kafka-2")).hasSizeGreaterThan(5);
        trivet.succeed("local", "stop", STACK, "--node", "broker1");
        trivet.succeed("local", "start", STACK, "--node", "broker1");
        assertThat(trivet.partitions(STACK, 3)).isEqualTo(found);

        describe("volumes: 2", "volumes: 1");
        Ran fewer = trivet.run("local", "up", STACK);
        assertThat(fewer.code()).as(fewer.err()).isEqualTo(4);
        assertThat(fewer.err())
                .contains("error volumes-fewer  broker1\n", "Mend: write brokers.volumes: 2 or more, or begin anew");
        describe("volumes: 1", "volumes: 2");
    }

    /** Of a broker with two folders of data, where there is one. */
    @Test
    @Order(8)
    void a_broker_with_an_empty_disk_and_copies_that_move_lose_no_record() throws IOException, InterruptedException {
        assertThat(trivet.drill(STACK, MakeTopic.class, List.of(trivet.bootstrap(STACK), "only", "2")))
                .isZero();
        SortedMap<String, Long> first = trivet.pids(STACK);
        Ran last = trivet.run("drill", "replace", STACK, "--of", "broker2");
        assertThat(last.code()).isEqualTo(4);
        assertThat(last.err()).endsWith("""
                error drill-last-copy  only-0
                  was in sync on no other broker than broker2 but it must be in sync on another, since the drill takes the \
                disk of broker2.
                  Mend: name another broker with --of, or give the topic more replicas.

                1 error
                """);
        assertThat(trivet.pids(STACK)).isEqualTo(first);
        assertThat(trivet.drill(STACK, DropTopic.class, List.of(trivet.bootstrap(STACK), "only")))
                .isZero();

        Ran replace = trivet.succeed("drill", "replace", STACK, "--of", "broker2");
        System.out.println(replace.out());
        assertThat(replace.out())
                .contains("\nbroker2 loses its disk ", "\nbroker2 leads what it copied ")
                .endsWith("Every acknowledged record is there, once, in order, at its offset, and was read.\n");

        for (String drill : List.of("rebalance", "replication")) {
            Ran moved = trivet.succeed("drill", drill, STACK);
            System.out.println(moved.out());
            assertThat(moved.out())
                    .endsWith("Every acknowledged record is there, once, in order, at its offset, and was read.\n");
        }
        assertThat(trivet.succeed("operate", "moves", STACK, "--local").out()).endsWith("\nnothing moves\n");
    }

    /** The waves that were restarted, in their order. */
    private static List<String> restarted(String log) {
        return Pattern.compile("(?m)^restarted (.*) in [0-9.]+ s")
                .matcher(log)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static void put(JsonNode worker, String connector, String config) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rest(worker, "/connectors/" + connector + "/config"))
                                .header("content-type", "application/json")
                                .PUT(BodyPublishers.ofString(config))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static String sink(Path file) {
        return """
                {"connector.class": "org.apache.kafka.connect.file.FileStreamSinkConnector", "file": "%s",\
                 "topics": "lines", "value.converter": "org.apache.kafka.connect.storage.StringConverter"}
                """.formatted(file);
    }

    private static void delete(JsonNode worker, String connector) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(rest(worker, "/connectors/" + connector))
                                .DELETE()
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Waits until the exporter of one of them says this. */
    private static void await(List<JsonNode> nodes, String series) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        String said = "";
        while (!said.contains(series)) {
            assertThat(Instant.now()).as(said).isBefore(end);
            said = "";
            for (JsonNode node : nodes) {
                said += ClusterIT.scrape(node, Login.NONE);
            }
        }
    }

    private static URI rest(JsonNode worker, String path) {
        return URI.create("http://" + worker.get("address").asText() + ":"
                + worker.get("ports").get(0).asInt() + path);
    }

    /** The node that runs the one task, once it is one of these. */
    private static String await(JsonNode asked, List<String> nodes) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            String answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(rest(asked, "/connectors?expand=status"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            JsonNode task = new ObjectMapper().readTree(answer).at("/lines/status/tasks/0");
            String node = task.path("worker_id").asText().replaceFirst("\\..*", "");
            if (task.path("state").asText().equals("RUNNING") && nodes.contains(node)) {
                return node;
            }
            assertThat(Instant.now()).as(answer).isBefore(end);
        }
    }

    private void lose(String node) throws IOException {
        Path folder = trivet.home().resolve(".trivet/kraft/nodes").resolve(node).resolve("var/lib/kafka/data");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path lost : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(lost);
            }
        }
    }

    /** What the drill says that brings the cluster to its description. */
    private Ran drilled_change() throws IOException, InterruptedException {
        Ran change = trivet.succeed("drill", "change", STACK);
        System.out.println(change.out());
        assertThat(change.out())
                .endsWith("Every acknowledged record is there, once, in order, at its offset, and was read.\n");
        return change;
    }

    /**
     * What commands say one after the other while records are written; none may be refused, lost, doubled or misplaced.
     */
    private String under_load(String... commands) throws IOException, InterruptedException {
        assertThat(trivet.drill(
                        STACK,
                        RollDrill.class,
                        List.of(trivet.bootstrap(STACK), "sh", "-c", String.join(" && ", commands))))
                .as("writes that failed, records lost, doubled or out of order")
                .isZero();
        return Files.readString(home.resolve("RollDrill.log"));
    }

    /** A command for a shell. */
    private String trivet(String... words) throws IOException {
        return Stream.concat(trivet.command().stream(), Stream.of(words))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    /** As {@code describe}, for a shell. */
    private String edit(String before, String after) {
        return "sed -i 's/" + before + "/" + after + "/' '" + file + "'";
    }

    private void describe(String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }
}
