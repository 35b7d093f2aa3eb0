package io.trivet.drill;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks a cluster, one after the other, all that the pages of a console ask, and orders what they order, as a user; says
 * of each what came of it, {@code yes} or the name of Kafka's error: {@code TryConsole <properties of a client>
 * <topic>}.
 */
public final class TryConsole {
    private TryConsole() {}

    public static void main(String[] args) throws Exception {
        String topic = args[1];
        try (Admin admin = Admin.create(TryRights.settings(Path.of(args[0])))) {
            ConfigResource ofTopic = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            ConfigResource ofBroker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Map<String, Supplier<KafkaFuture<?>>> asked = new LinkedHashMap<>();
            asked.put("topics", () -> admin.describeTopics(List.of(topic)).allTopicNames());
            asked.put(
                    "settings of a topic",
                    () -> admin.describeConfigs(List.of(ofTopic)).all());
            asked.put(
                    "settings of a broker",
                    () -> admin.describeConfigs(List.of(ofBroker)).all());
            asked.put("disks", () -> admin.describeLogDirs(List.of(1)).allDescriptions());
            asked.put("quorum", () -> admin.describeMetadataQuorum().quorumInfo());
            asked.put("groups", () -> admin.listGroups().all());
            asked.put("rights", () -> admin.describeAcls(AclBindingFilter.ANY).values());
            asked.put(
                    "make a topic",
                    () -> admin.createTopics(List.of(new NewTopic("made", 1, (short) 1)))
                            .all());
            asked.put(
                    "add partitions",
                    () -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(9)))
                            .all());
            asked.put("set a topic", () -> set(admin, ofTopic, "retention.ms"));
            asked.put("set a broker", () -> set(admin, ofBroker, "log.cleaner.threads"));
            asked.put("give a right", () -> admin.createAcls(List.of(right())).all());
            asked.put("delete a topic", () -> admin.deleteTopics(List.of(topic)).all());
            asked.forEach((what, answer) -> System.out.println(what + ": " + said(answer.get())));
        }
    }

    private static KafkaFuture<?> set(Admin admin, ConfigResource resource, String setting) {
        return admin.incrementalAlterConfigs(Map.of(
                        resource, List.of(new AlterConfigOp(new ConfigEntry(setting, "1"), AlterConfigOp.OpType.SET))))
                .all();
    }

    private static AclBinding right() {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                new AccessControlEntry("User:console", "*", AclOperation.ALL, AclPermissionType.ALLOW));
    }

    private static String said(KafkaFuture<?> answer) {
        try {
            answer.get();
            return "yes";
        } catch (ExecutionException e) {
            return e.getCause().getClass().getSimpleName();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
