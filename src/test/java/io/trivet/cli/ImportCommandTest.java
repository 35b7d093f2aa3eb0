package io.trivet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the way of an import, before any cluster has answered. */
final class ImportCommandTest {
    @TempDir
    Path folder;

    private Outcome run(String... arguments) {
        return Outcome.of(folder, arguments);
    }

    private static int closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_cluster_must_be_named() {
        Outcome outcome = run("import");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("name a cluster: --bootstrap HOST:PORT, or --msk ARN\n");
    }

    @Test
    void force_goes_with_a_file() {
        Outcome outcome = run("import", "--bootstrap", "localhost:9092", "--force");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--force goes with --out\n");
    }

    @Test
    void all_that_is_wrong_with_the_options_is_told_at_once() {
        Path missing = folder.resolve("client.properties");
        Path out = folder.resolve("none/Pulumi.found.yaml");
        Path hosts = folder.resolve("hosts");

        Outcome outcome = run(
                "import",
                "--bootstrap",
                "localhost",
                "--properties",
                missing.toString(),
                "--hosts",
                hosts.toString(),
                "--out",
                out.toString());

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).isEqualTo("""
                error bootstrap-form  --bootstrap
                  was localhost but it must be host:port of one broker or more, with commas between.
                  Mend: write it as --bootstrap kafka1.example.com:9092.

                error properties-unreadable  %s
                  was no file of at most 1 MiB but it must be lines of key=value: the properties of a client, or a server.properties.
                  Mend: check its name, its rights and its form.

                error hosts-unreadable  %s
                  was no file that can be read but it must be a file of lines with an address and names.
                  Mend: check its name and its rights.

                error file-not-written  %s
                  was a file that cannot be written there but it must lie in a folder that exists and is writable, on a disk with room.
                  Mend: make the folder, or name another file.

                4 errors in 3 files
                """.formatted(missing, hosts, out));
    }

    @Test
    void a_closed_port_is_told_at_once_with_its_address() throws IOException {
        String address = "127.0.0.1:" + closed();

        Outcome outcome = run("import", "--bootstrap", address);

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).endsWith("""
                error cluster-unreachable  --bootstrap %s
                  was %s (Connection refused) but it must be an address at which a broker listens, reached from here.
                  Mend: look at the address, at whether the brokers run, and at firewalls in between.

                1 error
                """.formatted(address, address));
    }

    @Test
    void a_name_that_leads_nowhere_is_told_so() {
        Outcome outcome = run("import", "--bootstrap", "kafka.invalid:9092");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).contains("was kafka.invalid:9092 (a name that leads to no address here) but it must");
    }

    @Test
    void an_arn_of_something_else_is_refused() {
        Outcome outcome = run("import", "--msk", "arn:aws:s3:::bucket");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).startsWith("""
                error msk-cluster-arn  --msk
                  was arn:aws:s3:::bucket but it must be the ARN of a cluster on Amazon MSK, as arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-12ab-34cd-56ef-1234567890ab-1.
                  Mend: copy it from aws kafka list-clusters-v2.
                """);
    }

    @Test
    void an_arn_of_another_region_is_refused() {
        Outcome outcome = run(
                "import",
                "--msk",
                "arn:aws:kafka:us-east-1:123456789012:cluster/films-prod/1234abcd-1",
                "--region",
                "eu-west-1");

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.err()).startsWith("""
                error msk-region  --region
                  was eu-west-1 but it must be us-east-1, the region of the ARN.
                  Mend: leave it out, or name the other cluster.
                """);
    }

    @Test
    void a_secret_of_a_client_is_in_no_problem() throws IOException {
        Path properties = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nssl.truststore.password=hunter2-store\n"
                        + "sasl.jaas.config=org.apache.kafka.nothing.Hunter2 required username=\"films\""
                        + " password=\"hunter2-login\";\n");
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Outcome outcome = run(
                    "import", "--bootstrap", "127.0.0.1:" + open.getLocalPort(), "--properties", properties.toString());

            assertThat(outcome.code()).isEqualTo(4);
            assertThat(outcome.err())
                    .contains("error cluster-client  --bootstrap")
                    .doesNotContain("hunter2")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void a_file_of_a_server_is_none_of_a_client() throws IOException {
        Path server = Files.writeString(
                folder.resolve("server.properties"), "node.id=1\nprocess.roles=broker\nssl.key.password=hunter2\n");
        Path client = Files.writeString(folder.resolve("client.properties"), "client.dns.lookup=use_all_dns_ips\n");

        PropertyFiles files = PropertyFiles.read(java.util.List.of(server, client));

        assertThat(files.problems()).isEmpty();
        assertThat(files.client()).containsOnlyKeys("client.dns.lookup");
        assertThat(files.servers().texts()).containsOnlyKeys(server.toString());
        assertThat(files.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_running_cluster_is_compared_with_one_stack_and_nothing_else() {
        Outcome outcome = run("diff", "dev", "prod", "--bootstrap", "localhost:9092");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("a running cluster goes with one STACK and without another base\n");
    }
}
