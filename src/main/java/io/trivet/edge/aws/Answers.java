package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import io.trivet.layout.Node;
import io.trivet.plan.Bundle;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the agents on the nodes say in the bucket of their cluster, asked for with the provider that made it, so that
 * the credentials of the stack count. A preview asks nothing: there each question is answered at once, and always in
 * the same way.
 *
 * <p>No answer is made of a resource. The engine deletes with a resource that is replaced all that have an input of it,
 * at once and before the replacement; an answer that came from the nodes of one wave would take those of the next
 * along.
 */
final class Answers {
    /** What opens the next step. */
    static final String OPEN = "open";

    /** How often the bucket is asked. */
    static final Duration PAUSE = Duration.ofSeconds(3);

    /**
     * How often it is asked in vain, without any change of what is said: for 20 minutes. A first start installs Java
     * and the release before it says anything.
     */
    private static final int STANDSTILL = 400;

    /** How often a failure is found that may be an old one: for two minutes, in which its agent tries again. */
    private static final int RETRIED = 40;

    private final Output<String> bucket;
    private final StoredObjects objects;
    private final boolean preview;
    private final Duration every;
    private final Executor pause;
    private final Consumer<String> progress;
    private final Map<Awaited, Failed> failures = new ConcurrentHashMap<>();

    /**
     * A failure that was there when it was first asked for, and may be one of an earlier run.
     *
     * @param written when, as the bucket says
     * @param seen when it was first read here
     */
    private record Failed(String written, Instant seen) {}

    /**
     * A node whose word is awaited.
     *
     * @param instance id of its machine; any, where it is empty
     * @param digest of what it must be
     */
    record Awaited(String node, String instance, String digest) {
        /** The key of what it has said by that word. */
        private Optional<String> said(List<String> keys, String word) {
            String folder = "reports/" + node + "/" + (instance.isEmpty() ? "" : instance + "/");
            String end = "/" + digest + "/" + word;
            return keys.stream()
                    .filter(key -> key.startsWith(folder) && key.endsWith(end))
                    .findFirst();
        }
    }

    /** Asks that bucket, again after a pause; what nodes wait for is told. */
    Answers(Output<String> bucket, Provider provider, Consumer<String> progress, Duration pause) {
        this.bucket = bucket;
        this.objects =
                new StoredObjects(InvokeOptions.builder().provider(provider).build());
        this.preview = Deployment.getInstance().isDryRun();
        this.every = pause;
        this.pause = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        this.progress = progress;
    }

    /** A value as it is now in a preview, and once that step is open in an update. */
    <T> Output<T> once(Output<?> open, Output<T> value) {
        return preview ? value : Output.tuple(value, open).applyValue(both -> both.t1);
    }

    /** Opens when that value is known, and is no part of its resource. */
    Output<String> known(Output<String> value) {
        return whenKnown(value, (known, opens) -> opens.complete(OPEN));
    }

    /** The same value, as part of no resource. */
    Output<String> alone(Output<String> value) {
        return preview ? value : whenKnown(value, (known, alone) -> alone.complete(known));
    }

    /**
     * Opens when all of these nodes have said that they are what they must be. Fails the update with the reason of one
     * that cannot.
     */
    Output<String> done(List<Output<Awaited>> nodes) {
        return whenKnown(
                Output.tuple(bucket, Output.all(nodes)),
                (known, opens) -> ask(() -> missing(known.t1, known.t2), List.of(), Instant.now(), opens));
    }

    /**
     * Opens when machines of these nodes may be stopped: the others, which stay, have said so within a minute. They are
     * not asked where no machine becomes another one, and where none of these nodes has ever been what it must be: such
     * are of no use to the cluster yet.
     *
     * @param wave names of the nodes
     * @param shared what their role shares
     * @param zones in which they are
     * @param others of their role
     */
    Output<String> mayStop(
            Output<String> before, List<String> wave, Bundle shared, SortedSet<String> zones, List<String> others) {
        return whenKnown(Output.tuple(bucket, before), (known, opens) -> {
            if (known.t2.equals(Turns.NO_TURN)) {
                opens.complete(OPEN);
            } else {
                ask(() -> refusals(known.t1, wave, shared, zones, others), List.of(), Instant.now(), opens);
            }
        });
    }

    /**
     * Knows in which batches the nodes of a wave must stop, as a text that {@link Turns} reads; empty where all may
     * stop at once. One by one where no other node says it, so that what cannot be told is not risked.
     */
    Output<String> batches(Output<String> before, List<Node> wave, List<String> others) {
        List<String> names = wave.stream().map(Node::name).toList();
        return whenKnown(
                Output.tuple(bucket, before),
                (known, opens) -> objects.keys(known.t1, "").applyValue(keys -> {
                    if (names.stream().noneMatch(node -> wasDone(keys, node))) {
                        return opens.complete("");
                    }
                    List<String> asked = others.stream()
                            .filter(node -> keys.contains("health/" + node))
                            .toList();
                    StoredObjects.first(asked, node -> batches(known.t1, node, wave))
                            .applyValue(said -> opens.complete(said.orElseGet(() -> Turns.text(
                                    wave.stream().map(Node::id).map(List::of).toList()))));
                    return true;
                }));
    }

    /**
     * Knows which of these nodes were never told what they must be, with commas between; none, where none was or in a
     * preview.
     */
    Output<String> missing(Output<String> before, List<String> nodes) {
        return preview
                ? Output.of("")
                : whenKnown(
                        Output.tuple(bucket, before),
                        (known, opens) -> objects.keys(known.t1, Store.DESIRED).applyValue(keys -> {
                            List<String> there = present(nodes, keys);
                            return opens.complete(
                                    there.isEmpty()
                                            ? ""
                                            : nodes.stream()
                                                    .filter(node -> !there.contains(node))
                                                    .collect(Collectors.joining(",")));
                        }));
    }

    private Output<Optional<String>> batches(String inBucket, String node, List<Node> wave) {
        return objects.text(inBucket, "health/" + node).applyValue(said -> {
            HealthReport report = HealthReport.of(node, said.body());
            return report.isFresh(Instant.now())
                    ? Optional.of(Turns.text(
                            report.batches().getOrDefault(wave.get(0).zone().name(), List.of())))
                    : Optional.empty();
        });
    }

    /**
     * Opens when these nodes have said that they are what they must be, on whichever machine; where there are none, it
     * opens with the word {@link Turns#NO_TURN}.
     */
    Output<String> behind(Output<List<Awaited>> nodes) {
        return whenKnown(Output.tuple(bucket, nodes), (known, opens) -> {
            if (known.t2.isEmpty()) {
                opens.complete(Turns.NO_TURN);
            } else {
                ask(() -> missing(known.t1, known.t2), List.of(), Instant.now(), opens);
            }
        });
    }

    /** Opens when something else was asked, once that step is open, and its answer told. */
    Output<String> told(Output<String> before, Supplier<CompletableFuture<String>> question) {
        return whenKnown(
                before,
                (known, opens) -> question.get().thenAccept(text -> {
                    progress.accept(text);
                    opens.complete(OPEN);
                }));
    }

    private <T> Output<String> whenKnown(Output<T> value, BiConsumer<T, CompletableFuture<String>> answer) {
        if (preview) {
            return Output.of(OPEN);
        }
        CompletableFuture<String> opens = new CompletableFuture<>();
        value.applyValue(known -> {
            answer.accept(known, opens);
            return OPEN;
        });
        return Output.of(opens);
    }

    /**
     * Asks again until nothing is left, for as long as something changes. What fails here fails the update by itself:
     * what it would have opened stays closed, since a resource that gets a failure for an input buries its reason.
     */
    private void ask(
            Supplier<Output<List<String>>> question,
            List<String> before,
            Instant changed,
            CompletableFuture<String> opens) {
        question.get().applyValue(left -> {
            if (left.isEmpty()) {
                opens.complete(OPEN);
                return OPEN;
            }
            Instant now = Instant.now();
            boolean same = left.equals(before);
            if (same && changed.plus(every.multipliedBy(STANDSTILL)).isBefore(now)) {
                throw Refusal.of(silent(left));
            }
            left.stream().filter(line -> !before.contains(line)).forEach(progress);
            Output.of(CompletableFuture.supplyAsync(() -> OPEN, pause)).applyValue(again -> {
                ask(question, left, same ? changed : now, opens);
                return again;
            });
            return OPEN;
        });
    }

    private Problem silent(List<String> left) {
        return Problem.error("nodes-silent", Place.ofPath("reports"), String.join("; ", left))
                .must("change within " + every.multipliedBy(STANDSTILL).toMinutes() + " minutes")
                .mend("look at these machines (journalctl -u trivet-boot -u trivet-agent), then run the same command"
                        + " again: it goes on where it stopped");
    }

    private Output<List<String>> missing(String inBucket, List<Awaited> nodes) {
        return objects.keys(inBucket, "reports/")
                .apply(keys -> StoredObjects.each(nodes, node -> missing(inBucket, node, keys)));
    }

    private Output<Optional<String>> missing(String inBucket, Awaited node, List<String> keys) {
        if (node.said(keys, "done").isPresent()) {
            return Output.of(Optional.empty());
        }
        Optional<String> failed = node.said(keys, "failed");
        if (failed.isPresent()) {
            return objects.text(inBucket, failed.get()).applyValue(said -> Optional.of(failed(node, said)));
        }
        failures.putIfAbsent(node, new Failed("", Instant.EPOCH));
        return node.said(keys, "waiting")
                .map(waiting -> objects.text(inBucket, waiting)
                        .applyValue(said -> Optional.of(node.node() + " waits for " + said.body())))
                .orElseGet(() -> Output.of(Optional.of(node.node() + " has not answered yet")));
    }

    /** One that may be of an earlier run is believed when its agent has had the time to try again. */
    private String failed(Awaited node, StoredObjects.Said said) {
        if (said.equals(StoredObjects.Said.NOTHING)) {
            return node.node() + " tries again";
        }
        Failed first = failures.computeIfAbsent(node, key -> new Failed(said.written(), Instant.now()));
        if (first.written().equals(said.written())
                && first.seen().plus(every.multipliedBy(RETRIED)).isAfter(Instant.now())) {
            return node.node() + " has failed before and tries again";
        }
        throw Refusal.of(Problem.error("node-failed", Place.ofPath(node.node()), "not brought there: " + said.body())
                .must("be what its description says before the next node is touched")
                .mend("mend the cause, then run the same command again: it goes on where it stopped"));
    }

    private Output<List<String>> refusals(
            String inBucket, List<String> wave, Bundle shared, SortedSet<String> zones, List<String> others) {
        return objects.keys(inBucket, "").apply(keys -> {
            if (wave.stream().noneMatch(node -> wasDone(keys, node))) {
                return Output.of(List.of());
            }
            return StoredObjects.each(wave, node -> otherMachine(inBucket, node, shared, keys))
                    .apply(changed -> changed.isEmpty()
                            ? Output.of(List.of())
                            : StoredObjects.each(present(others, keys), node -> refusal(inBucket, node, zones, keys)));
        });
    }

    private static boolean wasDone(List<String> keys, String node) {
        return keys.stream().anyMatch(key -> key.startsWith("reports/" + node + "/") && key.endsWith("/done"));
    }

    private static List<String> present(List<String> nodes, List<String> keys) {
        return nodes.stream()
                .filter(node -> keys.contains(Store.DESIRED + node))
                .toList();
    }

    /**
     * A node whose machine was another one when it was told last what it must be. Its machine is changed before it is
     * told, so that one that was told has the machine too.
     */
    private Output<Optional<String>> otherMachine(String inBucket, String node, Bundle shared, List<String> keys) {
        if (!keys.contains(Store.DESIRED + node)) {
            return Output.of(Optional.of(node));
        }
        return objects.text(inBucket, Store.DESIRED + node).apply(told -> {
            String role = told.body().lines().skip(1).findFirst().orElse("");
            if (role.endsWith("/" + shared.digest() + ".txt")) {
                return Output.of(Optional.empty());
            }
            return keys.contains(role)
                    ? objects.text(inBucket, role)
                            .applyValue(before -> Optional.of(node)
                                    .filter(name ->
                                            !new Bundle(before.body()).machine().equals(shared.machine())))
                    : Output.of(Optional.of(node));
        });
    }

    private Output<Optional<String>> refusal(String inBucket, String node, SortedSet<String> zones, List<String> keys) {
        return keys.contains("health/" + node)
                ? objects.text(inBucket, "health/" + node)
                        .applyValue(said -> HealthReport.of(node, said.body()).refusal(zones, Instant.now()))
                : Output.of(Optional.of(node + " does not say whether " + zones + " may stop"));
    }
}
