package io.trivet.operate.drill;

import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.ScratchGroup;
import io.trivet.operate.ScratchTopic;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * The writes of a drill, on a topic that is there for as long: a load from every zone with acks=all, a group that reads
 * it from every zone, what happens in its midst, and the judgement of what is in the log and was read at the end.
 *
 * <p>Fails: {@code drill-stuck}, {@code drill-failed}.
 *
 * @param stack its name
 * @param zones in each of which an application writes, and another reads
 */
public record DrillLoad(String stack, Drill drill, List<String> zones) {
    /** Records in a second: few enough that a cluster on a laptop is not busy with them. */
    public static final int RATE = 300;

    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longer than a group waits for a member that was killed: 45 s. */
    private static final Duration PATIENCE_WITH_READERS = Duration.ofMinutes(1);

    /** What happens. */
    public interface Deed {
        /** Does it to the cluster of the topic, and says when a part of it begins. */
        void happen(ScratchTopic topic, Load load, Consumer<String> phase) throws Failure, InterruptedException;
    }

    /**
     * Runs the whole.
     *
     * @param described topics, none of which is touched
     * @param progress hears what is done
     */
    public DrillResult run(
            LiveCluster cluster,
            String bootstrap,
            Login login,
            int brokers,
            SortedSet<String> described,
            Deed deed,
            Consumer<String> progress)
            throws Failure, InterruptedException {
        ScratchTopic topic = ScratchTopic.beside(described, "trivet.drill", cluster);
        ScratchGroup group = new ScratchGroup(
                cluster, topic.name() + "." + ProcessHandle.current().pid());
        try {
            progress.accept("making the topic " + topic.name());
            topic.make(PARTITIONS, brokers);
            Load.Shape shape = new Load.Shape(bootstrap, login, topic.name(), PARTITIONS, zones, RATE, Load.Acks.ALL);
            History history;
            List<Entry> read;
            progress.accept("writing " + RATE + " records a second");
            try (Readers readers = Readers.start(shape, group.name());
                    Load load = Load.start(shape)) {
                load.awaitAcknowledged(Math.round((2 + 2 * drill.moment()) * RATE), PATIENCE);
                readers.awaitFirst(PATIENCE);
                deed.happen(topic, load, phase -> {
                    progress.accept(phase);
                    load.phase(phase);
                });
                load.phase("whole again");
                progress.accept("writing on");
                load.awaitAcknowledged(3L * RATE, PATIENCE);
                history = load.stop();
                progress.accept("letting the group read to the end");
                read = readers.stop(Reading.acknowledged(history), PATIENCE_WITH_READERS);
            }
            progress.accept("reading every record back");
            List<Entry> log = TopicLog.read(bootstrap, login, topic.name());
            return DrillResult.of(
                    stack, drill, RATE, history, LossCheck.judge(history, log), Reading.judge(history, log, read));
        } catch (Load.Stuck e) {
            throw new Failure(Problem.error("drill-stuck", Place.ofPath(topic.name()), e.what())
                    .must("go on, if later than usual")
                    .mend("look at trivet operate status " + stack
                            + " --local, mend what it names, and run the drill again"));
        } catch (KafkaException e) {
            throw new Failure(Problem.error(
                            "drill-failed",
                            Place.ofPath(topic.name()),
                            "a record that was not read (" + (e.getCause() == null ? e : e.getCause()) + ")")
                    .must("be read back")
                    .mend("look at trivet operate status " + stack + " --local, and run the drill again"));
        } finally {
            try {
                topic.remove();
            } finally {
                group.remove();
            }
        }
    }
}
