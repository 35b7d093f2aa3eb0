package io.trivet.process.client;

import io.trivet.kafka.client.ClientLibrary;
import io.trivet.kafka.client.ClientVersion;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import io.trivet.process.ConfigFile;
import io.trivet.process.Properties;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The files of described applications: {@code /clients/<name>/} with properties of kafka-clients and of librdkafka,
 * {@code application.yaml} of Spring Boot, {@code client.env} with environment variables, and {@code glue-policy.json}
 * of one with a registry in AWS Glue. None holds a secret.
 */
public final class ApplicationFiles {
    /** Source: KIP-887. */
    private static final ClientVersion READS_ENVIRONMENT = new ClientVersion(3, 5, 0);

    private ApplicationFiles() {}

    /**
     * The files, sorted by path.
     *
     * @param access of an application, by its name
     * @param zones as brokers name them in {@code broker.rack}; none where it is not known
     */
    public static List<ConfigFile> of(
            Description<?> description, Function<String, ClientAccess> access, List<String> zones) {
        SortedMap<String, SchemaRegistry> registries = SchemaRegistry.of(description);
        List<ConfigFile> files = new ArrayList<>();
        description
                .clients()
                .forEach((name, client) -> files.addAll(
                        of(new Application(name, client, access.apply(name), zones, Schemas.of(client, registries)))));
        return List.copyOf(files);
    }

    private static List<ConfigFile> of(Application application) {
        String folder = "/clients/" + application.name() + "/";
        List<ConfigFile> files = new ArrayList<>();
        if (application.client().isOn(ClientLibrary.KAFKA_CLIENTS)) {
            List<RoleSettings> roles = application.roles();
            files.add(new ConfigFile(folder + "application.yaml", SpringBoot.text(application, roles)));
            files.add(new ConfigFile(
                    folder + "client.env",
                    Environment.text(application.name(), roles, application.provider(), List.of())));
            roles.forEach(role ->
                    files.add(new ConfigFile(folder + role.role() + ".properties", properties(application, role))));
        }
        if (application.client().isOn(ClientLibrary.LIBRDKAFKA)) {
            List<RoleSettings> roles = application.ofLibrdkafka();
            List<String> notes = Librdkafka.notes(application);
            roles.forEach(role -> files.add(new ConfigFile(
                    folder + role.role() + ".librdkafka.properties", librdkafka(application.name(), role, notes))));
            if (files.size() == roles.size()) {
                files.add(new ConfigFile(
                        folder + "client.env",
                        Environment.text(application.name(), roles, Collections.emptyMap(), notes)));
            }
        }
        application
                .schemas()
                .filter(schemas -> schemas.registry() instanceof GlueRegistry)
                .map(schemas -> (GlueRegistry) schemas.registry())
                .ifPresent(glue -> files.add(
                        new ConfigFile(folder + "glue-policy.json", GluePolicy.of(glue, application.client()))));
        return files.stream().sorted(Comparator.comparing(ConfigFile::path)).toList();
    }

    private static String properties(Application application, RoleSettings role) {
        Properties text = head(application.name(), role);
        if (!application.references().isEmpty()) {
            text.section("Read from the environment when it starts, and in no file: "
                    + Words.list(application.references()));
            if (application
                    .client()
                    .kafkaClients()
                    .filter(version -> !version.isAtLeast(READS_ENVIRONMENT))
                    .isPresent()) {
                text.note("Versions before " + READS_ENVIRONMENT
                        + " have no such provider: there the program puts them in, where a setting says ${env:...}");
            }
            text.setAll(application.provider());
        }
        return parts(text, role);
    }

    private static String librdkafka(String name, RoleSettings role, List<String> notes) {
        Properties text = head(name, role);
        notes(text, notes);
        return parts(text, role);
    }

    private static Properties head(String name, RoleSettings role) {
        Properties text = new Properties().section(name + " as a " + role.role());
        notes(text, role.notes());
        return text;
    }

    private static void notes(Properties text, List<String> notes) {
        notes.forEach(text::note);
    }

    private static String parts(Properties text, RoleSettings role) {
        for (RoleSettings.Part part : role.parts()) {
            text.section(part.title());
            part.rows().forEach(row -> {
                if (!row.reason().isEmpty()) {
                    text.note(row.reason());
                }
                text.set(row.key(), row.value());
            });
        }
        return text.toString();
    }
}
