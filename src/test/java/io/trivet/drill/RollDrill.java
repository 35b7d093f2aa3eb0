package io.trivet.drill;

import io.trivet.operate.Login;
import io.trivet.operate.drill.History;
import io.trivet.operate.drill.Load;
import io.trivet.operate.drill.Load.Acks;
import io.trivet.operate.drill.Load.Shape;
import io.trivet.operate.drill.LossCheck;
import io.trivet.operate.drill.TopicLog;
import io.trivet.operate.drill.Verdict;
import io.trivet.operate.drill.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Has a cluster rolled under a load of idempotent writes with acks=all, and judges: no write may fail, and every record
 * must be there, once, in order. A process of its own, since it needs the names of the cluster.
 *
 * <p>Arguments: bootstrap, then the command line that rolls, in which {@code {topic}} stands for the topic's name. Exit
 * code 1 when a write failed or a record is amiss.
 */
public final class RollDrill {
    private static final int PARTITIONS = 12;
    private static final short REPLICAS = 3;
    private static final int RATE = 200;
    private static final int SHOWN = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RollDrill() {}

    public static void main(String[] args) throws Exception {
        String bootstrap = args[0];
        String topic = "drill.roll." + ProcessHandle.current().pid();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic(topic, PARTITIONS, REPLICAS).configs(Map.of("min.insync.replicas", "2"))))
                    .all()
                    .get();
            awaitLeaders(admin, topic);
        }
        History history;
        try (Load load = Load.start(
                new Shape(bootstrap, Login.NONE, topic, PARTITIONS, List.of("a", "b", "c"), RATE, Acks.ALL))) {
            load.awaitAcknowledged(3 * RATE, PATIENCE);
            load.phase("roll");
            Process roll = new ProcessBuilder(Stream.of(args)
                            .skip(1)
                            .map(word -> word.replace("{topic}", topic))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (roll.waitFor() != 0) {
                throw new IllegalStateException("the roll ended with " + roll.exitValue());
            }
            load.phase("whole again");
            load.awaitAcknowledged(3 * RATE, PATIENCE);
            history = load.stop();
        }
        Verdict verdict = LossCheck.judge(history, TopicLog.read(bootstrap, Login.NONE, topic));
        System.out.print(verdict.text());
        history.writes().stream()
                .filter(write -> write.outcome() instanceof Write.Outcome.Unknown)
                .limit(SHOWN)
                .forEach(System.out::println);
        boolean noneFailed = verdict.refused() == 0 && verdict.unknown() == 0;
        System.exit(verdict.clean() && noneFailed && verdict.acknowledged() > 0 ? 0 : 1);
    }

    /**
     * Returns when every leader knows that it is one, which it alone can answer: of the first batches of a producer, a
     * broker that does not know yet may refuse one and take the next, after which the one is out of order for ever. One
     * that has not heard of the topic at all is asked again.
     */
    private static void awaitLeaders(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        while (true) {
            try {
                admin.listOffsets(asked).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException)) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }
}
