package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.Trivet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that its makers publish on Maven Central, on real brokers. */
final class PluginIT {
    private static final String STACK = "quotas";
    private static final String JAR = "kafka-quotas-plugin-0.3.1.jar";
    private static final String SHA512 =
            "67aafd018819c0e475fa2fbaaf82b6bd4f7b0540c3d6527f5704830f19a996f32ade82b838087f4eb2bc2a5eaa2f26ad1cc22216cb36d099c052089d571453f5";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_home_of_its_own() throws IOException {
        trivet = Trivet.in(home);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        describe(SHA512, true);
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    private void describe(String sha512, boolean plugin) throws IOException {
        Files.writeString(trivet.home().resolve("stacks/Pulumi." + STACK + ".yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    name: quotas
                    environment: dev
                    platform: ec2
                    kafka:
                      version: 4.3.1
                      plugins: {%s}
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.77.0.0/16}
                    dns: {zone: us-east-1.dev.internal}
                    controllers: {nodes: 3, instance: m7g.large, volume: {size: 20GiB}}
                    brokers:
                      nodes: 3
                      instance: m7g.large
                      volume: {size: 100GiB}
                      settings: {%s}
                """.formatted(
                plugin ? "quotas: {artifact: 'io.strimzi:kafka-quotas-plugin:0.3.1', sha512: " + sha512 + "}" : "",
                plugin
                        ? "client.quota.callback.class: io.strimzi.kafka.quotas.StaticQuotaCallback,"
                                + " client.quota.callback.static.produce: 1048576,"
                                + " client.quota.callback.static.kafka.admin.bootstrap.servers:"
                                + " 'bootstrap.quotas.us-east-1.dev.internal:9092'"
                        : ""));
    }

    @Test
    void brokers_run_with_it_and_once_it_is_described_no_more_without_it() throws IOException, InterruptedException {
        describe("0".repeat(128), true);
        Ran refused = trivet.run("local", "up", STACK);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("io.strimzi:kafka-quotas-plugin:0.3.1 with the SHA-512 " + SHA512 + " but it must have the"
                        + " described one, " + "0".repeat(128));
        assertThat(trivet.home().resolve(".trivet/" + STACK + "/nodes")).doesNotExist();

        describe(SHA512, true);
        trivet.succeed("local", "up", STACK);
        for (String broker : List.of("broker1", "broker2", "broker3")) {
            assertThat(Files.readString(trivet.home().resolve(".trivet/" + STACK + "/nodes/" + broker + "/log")))
                    .contains("storage check disabled (StaticQuotaCallback)");
        }
        assertThat(withTheJar()).isEqualTo(6);

        describe(SHA512, false);
        trivet.succeed("local", "up", STACK);
        assertThat(withTheJar()).isZero();
    }

    /** How many processes of this cluster have it on their class path. */
    private long withTheJar() throws IOException {
        String mark = trivet.home().resolve(".trivet/" + STACK).toString();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .map(PluginIT::commandLine)
                    .filter(line -> line.contains(mark) && line.contains(JAR))
                    .count();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }
}
