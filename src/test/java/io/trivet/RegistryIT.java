package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trivet.drill.UseSchemas;
import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications write and read with schemas, on a cluster and with a registry that run, from their files alone; and the
 * registry gets what is described.
 */
final class RegistryIT {
    private static final String STACK = "schemas";

    /** What the files of applications name; the clients of Kafka are there already. */
    private static final Coordinates SERDES = new Coordinates(
            "apicurio-avro",
            "2.6.13.Final",
            List.of("io.apicurio:apicurio-registry-serdes-avro-serde:2.6.13.Final"),
            List.of("org.apache.kafka:*"));

    @TempDir
    private Path home;

    @Test
    void rendered_files_write_and_read_avro_and_only_who_may_registers_schemas()
            throws IOException, InterruptedException {
        try (ApicurioServer registry = new ApicurioServer(home.resolve("registry.log"))) {
            Trivet trivet = Trivet.in(home);
            Path description = trivet.home().resolve("stacks/Pulumi." + STACK + ".yaml");
            Files.writeString(description, """
                    config:
                      aws:region: us-east-1
                      trivet:cluster:
                        name: schemas
                        environment: dev
                        platform: ec2
                        kafka: {version: 4.3.1}
                        zones: [us-east-1a, us-east-1b, us-east-1c]
                        network: {cidr: 10.83.0.0/20}
                        dns: {zone: us-east-1.dev.internal}
                        brokers: {nodes: 3, controllers: true, instance: t4g.medium, volume: {size: 50GiB}}
                        topics: {viewing-events: {partitions: 3}}
                        registries:
                          here: {kind: apicurio, version: 2, url: "%s", schemas: %s}
                        clients:
                          registrar: {producer: {preset: safe}, registry: here, format: avro, registers: true}
                          writer: {producer: {preset: compressing}, registry: here, format: avro}
                          reader: {consumer: {preset: at-least-once}, registry: here, format: avro}
                    """.formatted(registry.address(), DescribedSchemas.DESCRIBED));
            DescribedSchemas schemas = new DescribedSchemas(trivet, STACK, description, registry);
            schemas.write();
            schemas.are_registered_also_by_a_command_after_one_that_was_killed();
            schemas.get_compatible_versions_and_no_others();
            trivet.succeed("local", "up", STACK);
            try {
                Path rendered = home.resolve("rendered");
                trivet.succeed("render", STACK, "--out", rendered.toString());

                int code = trivet.drill(
                        STACK,
                        UseSchemas.class,
                        List.of(rendered.resolve("clients").toString(), "viewing-events", serdes()));

                assertThat(Files.readString(trivet.drilled(UseSchemas.class)))
                        .contains("""
                        writer wrote 20
                        """, "writer failed with a schema that is not registered", "reader read 40");
                assertThat(code).isZero();
                JsonNode versions = new ObjectMapper()
                        .readTree(registry.get("/apis/ccompat/v7/subjects/viewing-events-value/versions")
                                .body());
                assertThat(versions).hasSize(1);
                registry.close();
                schemas.cannot_be_asked_for_where_nothing_answers();
            } finally {
                trivet.succeed("local", "down", STACK, "--delete", "--yes");
            }
        }
    }

    private static String serdes() {
        Artifacts artifacts =
                new Artifacts(Path.of("target/software"), new PrintStream(System.err, true), false, List.of());
        Resolution found = artifacts.find(List.of(SERDES));
        if (!(found instanceof Resolution.Success all)) {
            throw new AssertionError(found);
        }
        return all.classPaths().get(0).jars().stream()
                .map(jar -> jar.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
