package io.trivet.edge.aws;

import com.pulumi.core.Output;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Nodes of a role that are new beside others of it. They come before what is there changes, wave after wave among
 * themselves: a broker that holds the only copy of anything cannot stop until others are there to copy it.
 *
 * @param missing those that were not there when the turn of the role came, as {@link Answers#missing(Output, List)}
 *     says it
 * @param told opens when all of them have been told what they must be; they are not waited for beyond that, since what
 *     is there may be what they wait for, as the finalisation of a release is
 */
record Newcomers(Output<String> missing, CompletableFuture<String> told) {
    /**
     * Of a role.
     *
     * @param before opens for the role
     */
    static Newcomers of(Role role, List<Node> nodes, Output<String> before, Answers answers) {
        return new Newcomers(
                role.newcomersFirst()
                        ? answers.missing(before, nodes.stream().map(Node::name).toList())
                        : Output.of(""),
                new CompletableFuture<>());
    }

    /** Opens for a node: behind the newcomers of the waves before, if it is one, else as it would. */
    Output<String> gate(Node node, Output<String> behindNewcomers, Output<String> gate) {
        return missing.apply(names -> among(names, node) ? behindNewcomers : gate);
    }

    /** Opens for the nodes that are there. */
    Output<String> before(Output<String> open) {
        return Output.tuple(open, missing).apply(known -> known.t2.isEmpty() ? Output.of(known.t1) : Output.of(told));
    }

    /**
     * Opens when those of a wave are there.
     *
     * @param before opens for those of the wave
     * @param awaited what each node of the wave must say
     */
    Output<String> behind(
            List<Node> wave, Output<String> before, List<Output<Answers.Awaited>> awaited, Answers answers) {
        return missing.apply(names -> {
            List<Output<Answers.Awaited>> of = of(names, wave, awaited);
            return of.isEmpty() ? before : answers.done(of);
        });
    }

    /** Opens when the others of a wave are there. Those that are new are asked for by themselves. */
    Output<String> others(List<Node> wave, List<Output<Answers.Awaited>> awaited, Answers answers) {
        return missing.apply(names -> {
            List<Output<Answers.Awaited>> others = new ArrayList<>(awaited);
            others.removeAll(of(names, wave, awaited));
            return others.isEmpty() ? Output.of(Answers.OPEN) : answers.done(others);
        });
    }

    /**
     * Lets those go on that are there, as soon as all newcomers were told.
     *
     * @param awaited of all nodes of the role, known for each when it was told
     */
    void end(List<Node> nodes, List<Output<Answers.Awaited>> awaited) {
        missing.apply(names -> Output.all(of(names, nodes, awaited))).applyValue(all -> told.complete(Answers.OPEN));
    }

    private static List<Output<Answers.Awaited>> of(
            String names, List<Node> nodes, List<Output<Answers.Awaited>> awaited) {
        List<Output<Answers.Awaited>> of = new ArrayList<>();
        for (int place = 0; place < nodes.size(); place++) {
            if (among(names, nodes.get(place))) {
                of.add(awaited.get(place));
            }
        }
        return of;
    }

    private static boolean among(String names, Node node) {
        return List.of(names.split(",")).contains(node.name());
    }
}
