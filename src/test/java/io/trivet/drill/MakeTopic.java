package io.trivet.drill;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes a topic of one partition. Arguments: bootstrap, name, replicas. */
public final class MakeTopic {
    private MakeTopic() {}

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]))) {
            admin.createTopics(List.of(new NewTopic(args[1], 1, Short.parseShort(args[2]))))
                    .all()
                    .get();
        }
    }
}
