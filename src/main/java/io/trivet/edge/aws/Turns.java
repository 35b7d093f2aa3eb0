package io.trivet.edge.aws;

import com.pulumi.core.Output;
import io.trivet.layout.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When it is the turn of each node of a wave. All have it at once, but where partitions have too many of their replicas
 * in one zone: then batches of brokers follow each other, and each has its turn when those of the one before have said
 * that they are what they must be.
 *
 * @param batches as {@link #text} writes them
 * @param gates opens for the batch of that place
 * @param stops opens when machines of that batch may be stopped
 */
record Turns(Output<String> batches, List<Output<String>> gates, List<Output<String>> stops) {
    /** What a gate opens with behind which there is no batch. */
    static final String NO_TURN = "no turn";

    /**
     * Of a wave.
     *
     * @param before opens for the wave
     * @param others of their role
     * @param awaited by the name of a node, what it must say
     * @param mayStop when machines may be stopped behind a gate
     */
    static Turns of(
            Output<String> before,
            List<Node> wave,
            List<String> others,
            Function<Node, Answers.Awaited> awaited,
            Function<Output<String>, Output<String>> mayStop,
            Answers answers) {
        if (wave.size() == 1) {
            return new Turns(Output.of(""), List.of(before), List.of(mayStop.apply(before)));
        }
        Output<String> batches = answers.batches(before, wave, others);
        List<Output<String>> gates = new ArrayList<>(List.of(before));
        // First of all what holds while the others do not say it: what they say meanwhile is of a later question.
        Output<String> first = Output.tuple(batches, before).applyValue(known -> known.t2);
        List<Output<String>> stops = new ArrayList<>(List.of(mayStop.apply(first)));
        for (int place = 1; place < wave.size(); place++) {
            int last = place - 1;
            Output<String> gate = answers.behind(Output.tuple(batches, gates.get(last))
                    .applyValue(known ->
                            ahead(known.t1, last, wave).stream().map(awaited).toList()));
            gates.add(gate);
            stops.add(mayStop.apply(gate));
        }
        return new Turns(batches, List.copyOf(gates), List.copyOf(stops));
    }

    /** The nodes of a batch that another one follows. */
    private static List<Node> ahead(String batches, int place, List<Node> wave) {
        return place + 1 < count(batches)
                ? wave.stream().filter(node -> place(batches, node) == place).toList()
                : List.of();
    }

    /** Opens for a node. */
    Output<String> gate(Node node) {
        return at(gates, node);
    }

    /** Opens when the machine of a node may be stopped. */
    Output<String> stop(Node node) {
        return at(stops, node);
    }

    private Output<String> at(List<Output<String>> list, Node node) {
        return list.size() == 1 ? list.get(0) : batches.apply(known -> list.get(place(known, node)));
    }

    /** {@code 3,6;9}. */
    static String text(List<List<Integer>> batches) {
        return batches.stream()
                .map(batch -> batch.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    private static int count(String batches) {
        return batches.split(";").length;
    }

    /** One that is in no batch, as a broker is that is not there yet, goes with the last of them. */
    private static int place(String batches, Node node) {
        String[] all = batches.split(";");
        for (int place = 0; place < all.length; place++) {
            if (Arrays.asList(all[place].split(",")).contains("" + node.id())) {
                return place;
            }
        }
        return all.length - 1;
    }
}
