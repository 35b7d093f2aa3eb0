package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.Trivet.Ran;
import io.trivet.drill.AwaitNoTopic;
import io.trivet.drill.UseApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Described applications on a cluster that runs: their files are used as programs do, and their presets measured. */
final class ClientsIT {
    private static final String STACK = "kraft";
    private static final String BOOTSTRAP = "bootstrap.kraft.us-east-1.dev.internal:9092";

    @TempDir
    private Path home;

    private Trivet trivet;

    @BeforeEach
    void a_cluster_that_runs() throws IOException, InterruptedException {
        trivet = Trivet.in(home);
        Files.writeString(trivet.home().resolve("stacks/Pulumi.kraft.yaml"), """
                config:
                  aws:region: us-east-1
                  trivet:cluster:
                    extends: cluster.yaml
                    name: kraft
                    environment: dev
                    zones: [us-east-1a, us-east-1b, us-east-1c]
                    network: {cidr: 10.98.0.0/20}
                    dns: {zone: us-east-1.dev.internal}
                    kafka: {version: 4.3.1, metadata: kraft}
                    zookeeper: null
                    controllers: {nodes: 3, instance: t4g.small, volume: {size: 10GiB}}
                    brokers: {nodes: 3, instance: t4g.medium, volume: {size: 50GiB}}
                    topics:
                      playback-position: null
                      viewing-events: {partitions: 3}
                      recommendations: null
                      catalogue: null
                      viewer-profiles: {partitions: 3, settings: null}
                    clients:
                      player: {producer: {preset: compressing, topics: [viewing-events]}}
                      tracker: {producer: {preset: fast, topics: [viewing-events]}}
                      checkout: {version: 2.8.2, producer: {preset: safe}, consumer: {preset: manual}}
                      viewer: {zone: us-east-1b, consumer: {preset: at-least-once, topics: [viewing-events]}}
                      profile-builder:
                        producer: {preset: exactly-once, topics: [viewer-profiles]}
                        consumer: {preset: transactional, topics: [viewing-events], stops: 14d}
                """);
        trivet.succeed("local", "up", STACK);
    }

    @AfterEach
    void nothing_is_left_running() throws IOException, InterruptedException {
        trivet.succeed("local", "down", STACK, "--delete", "--yes");
    }

    @Test
    void rendered_files_write_and_read_and_presets_are_measured() throws IOException, InterruptedException {
        Path rendered = home.resolve("rendered");
        trivet.succeed("render", STACK, "--out", rendered.toString());
        Path clients = rendered.resolve("clients");

        assertThat(trivet.drill(
                        STACK, UseApplication.class, List.of(clients.toString(), "viewing-events", "viewer-profiles")))
                .isZero();

        Ran measured = trivet.succeed(
                "bench",
                "clients",
                STACK,
                "--records",
                "20000",
                "--turns",
                "1",
                "--format",
                "json",
                "--plot",
                home.resolve("bench.svg").toString());
        JsonNode presets = new ObjectMapper().readTree(measured.out()).get("presets");
        List<String> names = new ArrayList<>();
        presets.forEach(preset -> names.add(preset.get("preset").asText()));
        assertThat(names).containsExactly("defaults", "safe", "fast", "compressing", "exactly-once");
        assertThat(presets.get(0).get("bytesPerRecord").asDouble()).isBetween(340.0, 350.0);
        assertThat(presets.get(3).get("timesSmaller").asDouble()).isGreaterThan(4.5);
        assertThat(measured.err()).contains("turn 1 of 1: compressing\n", "removing the topic trivet.bench\n");
        assertThat(Files.readString(home.resolve("bench.svg"))).startsWith("<svg ");
        assertThat(trivet.drill(STACK, AwaitNoTopic.class, List.of(BOOTSTRAP, "trivet.bench")))
                .isZero();

        Process broken = trivet.start("broken", "bench", "clients", STACK, "--records", "100000000");
        while (!Files.readString(trivet.err("broken")).contains("turn 1 of 3: defaults")) {
            assertThat(broken.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(Files.readString(trivet.err("broken")))
                    .isFalse();
        }
        new ProcessBuilder("kill", "-INT", Long.toString(broken.pid())).start().waitFor();
        assertThat(broken.waitFor()).isEqualTo(130);
        assertThat(Files.readString(trivet.err("broken"))).contains("removing the topic trivet.bench\n");
        assertThat(trivet.drill(STACK, AwaitNoTopic.class, List.of(BOOTSTRAP, "trivet.bench")))
                .isZero();

        a_drill_that_is_broken_off_starts_again_what_it_had_killed();

        trivet.succeed("local", "stop", STACK, "--node", "broker2");
        Ran without = trivet.run("bench", "clients", STACK);
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).isEqualTo("""
                error local-not-running  kraft
                  was broker2, which does not answer but it must run on this machine as a whole.
                  Mend: run ./trivet local start kraft.

                1 error
                """);
    }

    private void a_drill_that_is_broken_off_starts_again_what_it_had_killed() throws IOException, InterruptedException {
        long before = trivet.pids(STACK).get("broker3");
        Process drill = trivet.start("drill", "drill", "broker-loss", STACK, "--of", "broker3");
        while (!Files.readString(trivet.err("drill")).contains("broker3 is killed\n")) {
            assertThat(drill.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(Files.readString(trivet.err("drill")))
                    .isFalse();
        }

        new ProcessBuilder("kill", "-INT", Long.toString(drill.pid())).start().waitFor();

        assertThat(drill.waitFor()).isEqualTo(130);
        assertThat(trivet.pids(STACK)).containsKey("broker3").doesNotContainEntry("broker3", before);
        trivet.succeed("local", "start", STACK);
    }
}
