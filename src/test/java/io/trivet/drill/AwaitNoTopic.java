package io.trivet.drill;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Ends once a topic is gone, whichever broker is asked: {@code AwaitNoTopic <bootstrap> <topic>}; 1 after ten seconds.
 */
public final class AwaitNoTopic {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private AwaitNoTopic() {}

    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
            while (admin.listTopics().names().get().contains(args[1])) {
                if (System.nanoTime() > end) {
                    System.exit(1);
                }
            }
        }
    }
}
