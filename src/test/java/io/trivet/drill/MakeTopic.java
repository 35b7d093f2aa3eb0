package io.trivet.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes a topic of one partition. Arguments: bootstrap, name, and the ids of the brokers that hold it, {@code 1,2}. */
public final class MakeTopic {
    private MakeTopic() {}

    public static void main(String[] args) throws Exception {
        List<Integer> brokers =
                Arrays.stream(args[2].split(",")).map(Integer::valueOf).toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]))) {
            admin.createTopics(List.of(new NewTopic(args[1], Map.of(0, brokers))))
                    .all()
                    .get();
        }
    }
}
