package io.trivet.drill;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Deletes a topic. Arguments: bootstrap, name. */
public final class DropTopic {
    private DropTopic() {}

    public static void main(String[] args) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]))) {
            admin.deleteTopics(List.of(args[1])).all().get();
            while (admin.listTopics().names().get().contains(args[1])) {
                Thread.sleep(50);
            }
        }
    }
}
