package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trivet.Trivet.Ran;
import io.trivet.drill.MakeUser;
import io.trivet.drill.TryRights;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Users of a cluster that a service runs, with logins by SASL/SCRAM and an authorizer: real servers of this machine,
 * from their rendered files with an authorizer and a listener more, which another stack describes from outside.
 */
final class UsersIT {
    private static final String THEIRS = "theirs";
    private static final String OURS = "ours";
    private static final int PORT = 9192;
    private static final List<String> NAMES = List.of("admin", "shop", "reader", "player");

    @TempDir
    private Path home;

    private Trivet trivet;
    private final List<Process> servers = new ArrayList<>();
    private String bootstrap = "";

    @BeforeEach
    void a_cluster_with_an_authorizer() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        trivet.describeSmallest(THEIRS, "10.92.0.0/20", "orders");
        trivet.succeed("local", "up", THEIRS);
        SortedMap<String, JsonNode> nodes = new TreeMap<>();
        trivet.status(THEIRS).forEach(row -> nodes.put(row.get("node").asText(), row));
        JsonNode broker = nodes.get("broker1");
        for (String name : NAMES) {
            assertThat(trivet.drill(
                            THEIRS,
                            MakeUser.class,
                            List.of(broker.get("dnsName").asText() + ":9092", name, password(name))))
                    .isZero();
        }
        SortedMap<String, List<String>> commands = new TreeMap<>();
        for (var node : nodes.entrySet()) {
            commands.put(node.getKey(), command(node.getValue()));
        }
        trivet.succeed("local", "stop", THEIRS);
        String address = broker.get("address").asText();
        bootstrap = address + ":" + PORT;
        start("controller1", commands.get("controller1"));
        List<String> listening = new ArrayList<>(commands.get("broker1"));
        listen(listening, "theirs/nodes/broker1/etc/kafka/server.properties");
        start("broker1", listening);
    }

    private static List<String> command(JsonNode node) throws IOException {
        Path file = Path.of("/proc", node.get("pid").asText(), "cmdline");
        return new ArrayList<>(Arrays.asList(Files.readString(file).split("\0")));
    }

    private void start(String node, List<String> command) throws IOException {
        List<String> more = new ArrayList<>(command);
        override(more, "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        override(more, "super.users", "User:ANONYMOUS;User:admin");
        servers.add(new ProcessBuilder(more)
                .directory(trivet.home()
                        .resolve(".trivet/theirs/nodes")
                        .resolve(node)
                        .resolve("etc/kafka")
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(node + ".log").toFile())
                .start());
    }

    private void listen(List<String> command, String file) throws IOException {
        Properties server = new Properties();
        server.load(new StringReader(
                Files.readString(trivet.home().resolve(".trivet").resolve(file))));
        String login = ",LOGIN://" + bootstrap;
        override(command, "listeners", server.getProperty("listeners") + login);
        override(command, "advertised.listeners", server.getProperty("advertised.listeners") + login);
        override(
                command,
                "listener.security.protocol.map",
                server.getProperty("listener.security.protocol.map") + ",LOGIN:SASL_PLAINTEXT");
        override(
                command,
                "listener.name.login.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        override(command, "sasl.enabled.mechanisms", "SCRAM-SHA-512");
    }

    private static void override(List<String> command, String key, String value) {
        command.add("--override");
        command.add(key + "=" + value);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        // A broker that stops asks its controller first.
        Collections.reverse(servers);
        for (Process server : servers) {
            server.destroy();
            server.waitFor();
        }
        trivet.succeed("local", "down", THEIRS, "--delete", "--yes");
    }

    private static String password(String user) {
        return "canary-of-" + user;
    }

    private void describe(String... users) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi.ours.yaml"), """
                config:
                  trivet:cluster:
                    name: ours
                    environment: dev
                    platform: external
                    external:
                      service: other
                      bootstrap: [%s]
                      protocol: sasl-plaintext
                      mechanism: scram-sha-512
                      credentials: {secret: dev/ours/kafka}
                    topics:
                      orders: {partitions: 2, replicas: 1}
                    clients:
                      player: {producer: {preset: exactly-once, topics: [orders]}}
                    users:
                      %s
                """.formatted(
                        bootstrap, String.join("\n      ", users)));
    }

    private Ran users(String as, String... options) throws IOException, InterruptedException {
        Path secret = Files.writeString(home.resolve("secret"), "username=" + as + "\npassword=" + password(as) + "\n");
        List<String> arguments = new ArrayList<>(List.of("operate", "users", OURS, "--secret-file", secret.toString()));
        arguments.addAll(List.of(options));
        Ran ran = trivet.run(arguments.toArray(String[]::new));
        assertThat(ran.out() + ran.err()).doesNotContain("canary-of-");
        return ran;
    }

    /**
     * Servers that start refuse connections, or do not know their users yet; the command says so, and is asked again.
     */
    private Ran once_they_answer() throws IOException, InterruptedException {
        Ran ran = users("admin");
        while (ran.code() == 4 && servers.stream().allMatch(Process::isAlive)) {
            ran = users("admin");
        }
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    private Path client(String user) throws IOException {
        return Files.writeString(home.resolve("client.properties"), """
                bootstrap.servers=%s
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
                """.formatted(bootstrap, user, password(user)));
    }

    private String tried(String user, String group) throws IOException, InterruptedException {
        Path client = client(user);
        assertThat(trivet.drill(THEIRS, TryRights.class, List.of(client.toString(), "orders", group)))
                .isZero();
        return Files.readString(trivet.home().resolve("TryRights.log"));
    }

    @Test
    void users_get_the_rights_and_quotas_that_are_described_and_lose_what_is_owned() throws Exception {
        describe(
                "shop: {topics: {orders: [write]}, quotas: {produce: 1MiB/s, requestPercent: 50}}",
                "reader: {topics: {ord*: [read]}, groups: {reader-*: [read]}}",
                "player: {clients: [player]}");

        assertThat(once_they_answer().out()).isEqualTo("ours at " + bootstrap + """

                3 users described, 10 changes to make
                  allow  player  write topic orders
                  allow  player  write transaction player
                  allow  player  describe transaction player
                  allow  player  write transaction player-*
                  allow  player  describe transaction player-*
                  allow  reader  read topic ord*
                  allow  reader  read group reader-*
                  allow  shop    write topic orders
                  limit  shop    produce to 1MiB/s of each broker; it is slowed down to that
                  limit  shop    requestPercent to 50 of each broker; it is slowed down to that
                Nothing was changed. To make these changes, add --apply.
                """);
        assertThat(users("admin", "--exit-code").code()).isEqualTo(3);
        assertThat(tried("shop", "reader-1"))
                .endsWith("write: TopicAuthorizationException, read: TopicAuthorizationException\n");

        assertThat(users("admin", "--apply").out()).contains("3 users described, 10 changes made\n");
        assertThat(users("admin", "--exit-code").out())
                .isEqualTo("ours at " + bootstrap + "\n3 users described, all as on the cluster\n");
        assertThat(tried("shop", "reader-1")).endsWith("write: yes, read: GroupAuthorizationException\n");
        // A producer that counts its records is let to nothing that no topic lets it write to.
        assertThat(tried("reader", "reader-1")).endsWith("write: ClusterAuthorizationException, read: yes\n");
        assertThat(tried("reader", "others")).endsWith("read: GroupAuthorizationException\n");

        a_user_may_not_give_rights();
        what_is_there_is_imported_and_differs_from_itself_in_nothing();
        what_is_not_described_is_left_alone_unless_it_is_owned();
    }

    private void a_user_may_not_give_rights() throws IOException, InterruptedException {
        Ran ran = users("shop");

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("""
                error cluster-forbidden  stacks/Pulumi.ours.yaml:8:18  external.bootstrap
                  was a cluster that forbids it to this user (""", """
                but it must let the user describe and alter ACLs and quotas (Describe, Alter, DescribeConfigs and AlterConfigs\
                 on the cluster).
                  Mend: give the user these rights at the service.
                """);
    }

    private void what_is_there_is_imported_and_differs_from_itself_in_nothing()
            throws IOException, InterruptedException {
        String admin = client("admin").toString();
        Path file = trivet.home().resolve("stacks/Pulumi.imported.yaml");

        Ran ran = trivet.succeed(
                "import",
                "--bootstrap",
                bootstrap,
                "--service",
                "other",
                "--properties",
                admin,
                "--name",
                "ours",
                "--environment",
                "dev",
                "--out",
                file.toString());

        assertThat(ran.err()).contains("assumed 1 value", "left out 1 login");
        assertThat(Files.readString(file))
                .contains("#   login admin (SCRAM-SHA-512)\n")
                .contains("#   external.credentials.secret: dev/ours/kafka, which no broker says\n")
                .doesNotContain("canary-of-")
                .containsSubsequence(
                        "    external:\n",
                        "service: other\n",
                        "protocol: sasl-plaintext\n",
                        "mechanism: scram-sha-512\n")
                .endsWith("""
                            users:
                              player:
                                topics: {orders: [write]}
                                transactions: [player, "player-*"]
                              reader:
                                topics: {"ord*": [read]}
                                groups: {"reader-*": [read]}
                              shop:
                                topics: {orders: [write]}
                                quotas: {produce: 1MiB/s, requestPercent: 50}
                        """);
        assertThat(trivet.run("diff", "imported", "--bootstrap", bootstrap, "--properties", admin, "--exit-code"))
                .satisfies(same ->
                        assertThat(same.code()).as(same.out() + same.err()).isZero());
        Files.writeString(file, Files.readString(file).replace("produce: 1MiB/s", "produce: 2MiB/s"));
        Ran more = trivet.run("diff", "imported", "--bootstrap", bootstrap, "--properties", admin, "--exit-code");
        assertThat(more.code()).isEqualTo(3);
        assertThat(more.out()).contains("produce").contains("1MiB/s").contains("2MiB/s");
    }

    private void what_is_not_described_is_left_alone_unless_it_is_owned() throws IOException, InterruptedException {
        describe(
                "shop: {topics: {orders: [describe]}, quotas: {produce: 2MiB/s}}",
                "reader: {groups: {reader-*: [read]}}");
        assertThat(users("admin", "--apply").out()).isEqualTo("ours at " + bootstrap + """

                2 users described, 2 changes made
                  allow  shop  describe topic orders
                  limit  shop  produce from 1MiB/s to 2MiB/s of each broker
                """);
        assertThat(tried("reader", "reader-2")).endsWith("read: yes\n");

        describe(
                "shop: {topics: {orders: [describe]}, owned: true}",
                "reader: {groups: {reader-*: [read]}, owned: true}");
        assertThat(users("admin", "--apply", "--format", "json").out())
                .contains("\"change\": \"revoke\"", "\"what\": \"read topic ord*\"", "\"applied\": true");
        assertThat(users("admin", "--exit-code").out())
                .isEqualTo("ours at " + bootstrap + "\n2 users described, all as on the cluster\n");
        assertThat(tried("reader", "reader-1")).endsWith("read: TopicAuthorizationException\n");
        assertThat(tried("shop", "reader-1"))
                .endsWith("write: ClusterAuthorizationException, read: GroupAuthorizationException\n");
    }
}
