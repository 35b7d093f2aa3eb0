package io.trivet.operate.bench;

import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.Login;
import io.trivet.operate.ScratchTopic;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Measures the presets in turns, each turn all of them, on a topic that is there for as long.
 *
 * <p>Fails: {@code bench-failed}.
 *
 * @param stack its name
 * @param records how many a producer sends in a turn, as fast as it can
 * @param turns how many
 */
public record ClientBench(String stack, Payload payload, int records, int turns) {
    private static final int LEAST_PARTITIONS = 6;

    /**
     * Measures.
     *
     * @param described topics, none of which is touched
     * @param progress hears what is done
     */
    public BenchResult run(
            LiveCluster cluster,
            String bootstrap,
            Login login,
            int brokers,
            SortedSet<String> described,
            Consumer<String> progress)
            throws Failure, InterruptedException {
        ScratchTopic topic = ScratchTopic.beside(described, "trivet.bench", cluster);
        List<Candidate> candidates = Candidate.all();
        try {
            progress.accept("making the topic " + topic.name());
            topic.make(Math.max(LEAST_PARTITIONS, brokers), brokers);
            Measure measure = new Measure(topic, bootstrap, login, payload);
            progress.accept("warming up");
            for (Candidate candidate : candidates) {
                measure.of(candidate, 0);
            }
            List<List<Figures>> all = new ArrayList<>();
            for (int turn = 1; turn <= turns; turn++) {
                List<Figures> figures = new ArrayList<>();
                for (Candidate candidate : candidates) {
                    progress.accept("turn " + turn + " of " + turns + ": " + candidate.name());
                    figures.add(measure.of(candidate, records));
                }
                all.add(figures);
            }
            return BenchResult.of(stack, payload, records, candidates, all);
        } catch (KafkaException e) {
            throw new Failure(Problem.error(
                            "bench-failed",
                            Place.ofPath(topic.name()),
                            "a record that was not written (" + (e.getCause() == null ? e : e.getCause()) + ")")
                    .must("be written within the time that the presets give it")
                    .mend("look at trivet local status " + stack + ", then run the same command again"));
        } finally {
            // Whatever interrupted the rest, the topic goes.
            boolean interrupted = Thread.interrupted();
            progress.accept("removing the topic " + topic.name());
            topic.remove();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
