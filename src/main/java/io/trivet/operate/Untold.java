package io.trivet.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** Questions to a cluster, and of those that it may leave open, which it did and why. */
final class Untold {
    private final Way way;
    private final SortedMap<String, String> reasons = new TreeMap<>();

    /** @param way on which the cluster is reached */
    Untold(Way way) {
        this.way = way;
    }

    /** The answer to a question that must be answered. */
    <T> T must(KafkaFuture<T> question) throws Failure, InterruptedException {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /**
     * The answer; empty, and noted, where this user may not ask, the brokers do not know the question, or do not answer
     * in time.
     */
    <T> Optional<T> may(String about, @Nullable KafkaFuture<T> question) throws Failure, InterruptedException {
        if (question == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } catch (ExecutionException e) {
            add(about, e);
            return Optional.empty();
        }
    }

    /** Notes that a question was left open. */
    void add(String about, ExecutionException thrown) throws Failure {
        Throwable cause = LiveCluster.cause(thrown);
        if (!(cause instanceof AuthorizationException
                || cause instanceof UnsupportedVersionException
                || cause instanceof InvalidRequestException
                || cause instanceof RetriableException)) {
            throw failure(thrown);
        }
        reasons.putIfAbsent(about, String.valueOf(cause.getMessage()).strip());
    }

    Failure failure(ExecutionException thrown) {
        return new Failure(ClusterProblem.cluster(LiveCluster.cause(thrown), way));
    }

    /** What was left open, each with the reason. */
    List<String> reasons() {
        List<String> all = new ArrayList<>();
        reasons.forEach((about, why) -> all.add(about + " (" + why + ")"));
        return List.copyOf(all);
    }
}
