package io.trivet.process;

import io.trivet.kafka.ClientDefaults;
import io.trivet.kafka.SettingDefault;
import io.trivet.problem.Words;
import java.util.List;
import java.util.Locale;

/**
 * The files with which programs reach a cluster: what every client needs, and complete ones for a producer, a consumer,
 * an administrator and MirrorMaker 2.
 */
public final class ClientFiles {
    private ClientFiles() {}

    /** The files of clients, each with its path beneath the folder of a stack: {@code /clients/producer.properties}. */
    public static List<ConfigFile> of(ClientAccess access) {
        return List.of(
                new ConfigFile("/clients/admin.properties", text(access, access.settings(), ClientDefaults.admin())),
                new ConfigFile("/clients/client.properties", text(access, access.settings(), List.of())),
                new ConfigFile(
                        "/clients/consumer.properties", text(access, access.ofConsumers(), ClientDefaults.consumer())),
                new ConfigFile(
                        "/clients/producer.properties", text(access, access.settings(), ClientDefaults.producer())));
    }

    private static String text(ClientAccess access, List<SettingDefault> ofCluster, List<SettingDefault> ofTrivet) {
        Properties text = new Properties();
        if (!access.variables().isEmpty()) {
            text.section("The secret is in " + Words.list(access.variables()) + " of the environment, and in no file")
                    .setAll(access.provider());
        }
        text.section("Where, and as whom").setAll(access.connection());
        rows(text, "What the service asks of clients", ofCluster);
        rows(text, "What Trivet gives them", ofTrivet);
        return text.toString();
    }

    private static void rows(Properties text, String title, List<SettingDefault> rows) {
        if (!rows.isEmpty()) {
            text.section(title);
            rows.forEach(row -> text.note(row.reason()).set(row.key(), row.value()));
        }
    }

    /**
     * What MirrorMaker 2 must know of this cluster, to be joined with the same of another one and the flow between the
     * two.
     *
     * <p>Source: Kafka 3.9 documentation, geo-replication; {@code MirrorMakerConfig} of 3.9.2, which reads every
     * setting of a cluster behind its alias and resolves references itself.
     *
     * @param alias by which MirrorMaker calls the cluster, and which it puts before the names of its topics
     */
    public static ConfigFile mirror(String alias, ClientAccess access) {
        Properties text = new Properties();
        // The other cluster has a secret of its own.
        String mark = "KAFKA_";
        String own = mark + alias.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
        List<String> variables = access.variables().stream()
                .map(variable -> variable.replace(mark, own))
                .toList();
        text.section("MirrorMaker 2 knows this cluster as " + alias
                + (variables.isEmpty() ? "" : ", and reads its secret from " + Words.list(variables))
                + ". Join this with the file of the other one and add, to copy from here:\n# clusters=" + alias
                + ",other\n# " + alias + "->other.enabled=true\n# " + alias + "->other.topics=.*");
        if (!access.variables().isEmpty()) {
            text.setAll(ClientAccess.provider(List.of("KAFKA_[A-Z0-9_]+")));
        }
        access.connection()
                .forEach((key, value) -> text.set(alias + "." + key, value.replace("${env:" + mark, "${env:" + own)));
        for (SettingDefault row : access.settings()) {
            text.set(alias + "." + row.key(), row.value());
        }
        return new ConfigFile("/mirror/" + alias + ".properties", text.toString());
    }
}
