package io.trivet.drill;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/**
 * Changes a cluster by Kafka's own orders, and by nothing of Trivet's. Arguments: bootstrap, then what to do, each one
 * of {@code topic NAME PARTITIONS REPLICAS}, {@code topic-set NAME KEY VALUE}, {@code cluster-set KEY VALUE},
 * {@code broker-set ID KEY VALUE}, {@code quota USER KEY VALUE}.
 */
public final class AlterCluster {
    private AlterCluster() {}

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            List<String> rest = new ArrayList<>(List.of(args).subList(1, args.length));
            while (!rest.isEmpty()) {
                switch (rest.remove(0)) {
                    case "topic" ->
                        admin.createTopics(List.of(new NewTopic(
                                        rest.remove(0),
                                        Integer.parseInt(rest.remove(0)),
                                        Short.parseShort(rest.remove(0)))))
                                .all()
                                .get();
                    case "topic-set" -> set(admin, new ConfigResource(ConfigResource.Type.TOPIC, rest.remove(0)), rest);
                    case "cluster-set" -> set(admin, new ConfigResource(ConfigResource.Type.BROKER, ""), rest);
                    case "broker-set" ->
                        set(admin, new ConfigResource(ConfigResource.Type.BROKER, rest.remove(0)), rest);
                    case "quota" ->
                        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, rest.remove(0))),
                                        List.of(new ClientQuotaAlteration.Op(
                                                rest.remove(0), Double.valueOf(rest.remove(0)))))))
                                .all()
                                .get();
                    default -> throw new IllegalArgumentException(String.join(" ", rest));
                }
            }
        }
        System.out.println("altered");
    }

    private static void set(Admin admin, ConfigResource resource, List<String> rest) throws Exception {
        Collection<AlterConfigOp> ops =
                List.of(new AlterConfigOp(new ConfigEntry(rest.remove(0), rest.remove(0)), AlterConfigOp.OpType.SET));
        admin.incrementalAlterConfigs(Map.of(resource, ops)).all().get();
    }
}
