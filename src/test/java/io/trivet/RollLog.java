package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Node;
import io.trivet.plan.Plan;
import io.trivet.platform.Ec2Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of nodes in one or more updates, as the log of their bucket tells it in its order.
 *
 * @param events {@code PUT desired/broker1}
 */
record RollLog(List<String> events) {
    private static final String TOLD = "PUT desired/";
    private static final String MACHINE = "PUT instances/";

    /** The nodes that were told what they must be, each as often as it was told. */
    List<String> told() {
        return events.stream()
                .filter(event -> event.startsWith(TOLD))
                .map(event -> event.substring(TOLD.length()))
                .toList();
    }

    /** What became of machines: {@code broker1/stopped}. */
    List<String> machines() {
        return events.stream()
                .filter(event -> event.startsWith(MACHINE))
                .map(event -> event.substring(MACHINE.length()))
                .toList();
    }

    /**
     * Fails where a node was told, or its machine touched, while one of another wave had been and had not said since
     * that it is what it must be; and where one has not said so to the end.
     *
     * @param leaving names of nodes that are described no more, which come last
     * @param digests what each node must be in the end
     */
    void goesWaveByWave(Plan<Ec2Platform> plan, List<String> leaving, SortedMap<String, String> digests) {
        SortedMap<String, Integer> waves = new TreeMap<>();
        for (int i = 0; i < plan.waves().size(); i++) {
            for (Node node : plan.waves().get(i)) {
                waves.put(node.name(), i);
            }
        }
        leaving.forEach(node -> waves.put(node, plan.waves().size()));
        List<String> silent = new ArrayList<>();
        for (String event : events) {
            String[] words = event.split("[ /]");
            if (words.length < 3 || !words[0].equals("PUT") || !waves.containsKey(words[2])) {
                continue;
            }
            String node = words[2];
            boolean end = leaving.contains(node) && event.startsWith(MACHINE);
            if (event.startsWith(TOLD) || event.startsWith(MACHINE)) {
                assertThat(silent)
                        .as(event + " comes when all of the waves before are done")
                        .allMatch(one -> !end && Objects.equals(waves.get(one), waves.get(node)));
                if (!end) {
                    silent.add(node);
                }
            } else if (event.endsWith("/" + digests.get(node) + "/done")) {
                silent.removeIf(node::equals);
            }
        }
        assertThat(silent).as("nodes that have not said that they are done").isEmpty();
    }
}
