package io.trivet.drill;

import io.trivet.drill.Load.Acks;
import io.trivet.drill.Load.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Kills a zone under a load of idempotent writes with acks=all, brings it back, and judges: every acknowledged record
 * must be there, once, in order, at its offset. A process of its own, since it needs the names of the cluster
 * ({@code -Djdk.net.hosts.file}).
 *
 * <p>Arguments: bootstrap, stack, zone, then the command line of {@code trivet}. Exit code 1 when a record is amiss.
 */
public final class ZoneLossDrill {
    private static final int PARTITIONS = 12;
    private static final short REPLICAS = 3;
    private static final int RATE = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ZoneLossDrill() {}

    public static void main(String[] args) throws Exception {
        String bootstrap = args[0];
        String stack = args[1];
        String zone = args[2];
        List<String> trivet = List.of(args).subList(3, args.length);
        String topic = "drill.zone-loss";
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, REPLICAS)))
                    .all()
                    .get();
        }
        History history;
        try (Load load = Load.start(new Shape(bootstrap, topic, PARTITIONS, List.of("a", "b", "c"), RATE, Acks.ALL))) {
            load.awaitAcknowledged(3 * RATE, PATIENCE);
            load.phase("zone killed");
            run(trivet, "stop", stack, "--zone", zone);
            // More than any stall could have let through: the load goes on with two zones.
            load.awaitAcknowledged(10 * RATE, PATIENCE);
            load.phase("zone back");
            run(trivet, "start", stack, "--zone", zone);
            load.phase("whole again");
            load.awaitAcknowledged(3 * RATE, PATIENCE);
            history = load.stop();
        }
        Verdict verdict = LossCheck.judge(history, TopicLog.read(bootstrap, topic));
        System.out.print(verdict.text());
        System.exit(verdict.clean() && verdict.acknowledged() > 0 ? 0 : 1);
    }

    private static void run(List<String> trivet, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(trivet);
        command.add("local");
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
    }
}
