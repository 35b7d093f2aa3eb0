package io.trivet.node;

import io.trivet.kafka.FeatureLevels;
import io.trivet.kafka.KafkaVersion;
import io.trivet.operate.Failure;
import io.trivet.operate.Voters;
import io.trivet.operate.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last step of an upgrade: {@code metadata.version} and the other features of a release are finalised once every
 * broker and controller knows them. Until then the release before can be started again; from then on it cannot.
 */
public final class Finalisation {
    private static final Pattern CONTROLLER = Pattern.compile("(?i)controller (\\d{1,9})");

    private Finalisation() {}

    /**
     * Raises the features of a cluster to those of a release; what is there already stays, and so does what is higher.
     * Kafka itself looks whether every server that is registered knows them: while one does not, it is waited for.
     *
     * @param node whose step it is
     */
    public static void run(Kraft kraft, KafkaVersion release, String node, Waiting waiting, Steps steps)
            throws Failure, InterruptedException {
        SortedMap<String, Short> wanted = FeatureLevels.of(release);
        SortedMap<String, Short> raised = new TreeMap<>();
        waiting.until(node, "metadata.version of " + release, () -> {
            Optional<SortedMap<String, Short>> finalised = kraft.finalised();
            if (finalised.isEmpty()) {
                return List.of("the answer of the controllers");
            }
            SortedMap<String, Short> missing = new TreeMap<>(wanted);
            missing.keySet()
                    .removeIf(name ->
                            finalised.get().getOrDefault(name, (short) 0) >= wanted.getOrDefault(name, (short) 0));
            if (missing.isEmpty()) {
                return List.of();
            }
            Optional<String> refused = kraft.finalise(missing);
            if (refused.isEmpty()) {
                raised.putAll(missing);
            }
            return refused.isEmpty() ? List.of() : List.of(refused.get() + gone(kraft, refused.get()));
        });
        raised.forEach((name, level) -> steps.step(node, "finalised", name + "=" + level));
    }

    /**
     * What is to be done about a controller that has left its quorum: no Kafka up to 4.3.1 forgets one that has ever
     * registered (KAFKA-20395).
     */
    private static String gone(Kraft kraft, String refused) throws InterruptedException {
        Matcher controller = CONTROLLER.matcher(refused);
        Optional<Voters> voters = kraft.voters();
        if (!controller.find()
                || voters.isEmpty()
                || voters.get().voter(Integer.parseInt(controller.group(1))).isPresent()) {
            return "";
        }
        return " It votes no more and stays registered: describe as many controllers as there were, and fewer again"
                + " once this is finalised.";
    }

    /** Features that a release does not know as they are, as {@code metadata.version 30}; none where it can start. */
    static List<String> beyond(SortedMap<String, Short> finalised, KafkaVersion release) {
        SortedMap<String, Short> known = FeatureLevels.of(release);
        return finalised.entrySet().stream()
                .filter(feature -> !feature.getKey().equals(FeatureLevels.KRAFT))
                .filter(feature -> feature.getValue() > known.getOrDefault(feature.getKey(), (short) 0))
                .map(feature -> feature.getKey() + " " + feature.getValue())
                .toList();
    }
}
