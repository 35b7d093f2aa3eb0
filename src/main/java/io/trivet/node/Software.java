package io.trivet.node;

import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.ServerText;
import io.trivet.operate.Failure;
import io.trivet.operate.Waiting;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The version of what a node runs, which goes up, and back only while no feature of the later one is finalised. */
public final class Software {
    private static final String VERSION = "VERSION";

    private Software() {}

    /**
     * A node that is to get older software than it has.
     *
     * @param present version that it has
     * @param wanted version that it is to get
     */
    private record Older(String present, String wanted) {}

    /**
     * Fails when a node has newer software than it is to get, unless that can still read what the newer one wrote.
     *
     * @param applied texts of the files that lie on it, by path
     */
    public static void refuseOlder(Member member, SortedMap<String, String> applied, Peers peers, Waiting waiting)
            throws Failure, InterruptedException {
        Optional<Older> older = older(member, applied);
        // A worker has no data that an earlier one could not read.
        if (older.isEmpty() || member.role().isWorker()) {
            return;
        }
        Optional<Kraft> kraft = peers.kraft();
        Optional<KafkaVersion> release = KafkaVersion.of(older.get().wanted());
        if (kraft.isEmpty() || release.isEmpty()) {
            throw refused(member, older.get(), "since an earlier one may not read its data");
        }
        List<String> beyond = new ArrayList<>();
        waiting.until(member.name(), "what is finalised", () -> {
            Optional<SortedMap<String, Short>> finalised = kraft.get().finalised();
            finalised.ifPresent(levels -> beyond.addAll(Finalisation.beyond(levels, release.get())));
            return finalised.isEmpty() ? List.of("the answer of the controllers") : List.of();
        });
        if (!beyond.isEmpty()) {
            throw refused(
                    member,
                    older.get(),
                    "since " + String.join(", ", beyond) + " is finalised, which "
                            + older.get().wanted() + " does not know");
        }
    }

    private static Failure refused(Member member, Older older, String why) {
        return new Failure(Problem.error(
                        "version-down",
                        Place.ofPath(member.name()),
                        "asked to go from version " + older.present() + " back to " + older.wanted())
                .must("keep its version or get a later one, " + why)
                .mend("describe version " + older.present() + " again"));
    }

    private static Optional<Older> older(Member member, SortedMap<String, String> applied) {
        for (var file : member.files().entrySet()) {
            if (!file.getKey().startsWith("/etc/trivet/")) {
                continue;
            }
            Optional<String> present = version(applied.getOrDefault(file.getKey(), ""));
            Optional<String> wanted = version(file.getValue());
            if (present.isPresent() && wanted.isPresent() && isOlder(wanted.get(), present.get())) {
                return Optional.of(new Older(present.get(), wanted.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> version(String facts) {
        return Optional.ofNullable(ServerText.read(facts).get(VERSION));
    }

    /** Compares {@code 3.9.2} and {@code 4.3.1} number by number. */
    static boolean isOlder(String one, String other) {
        List<Integer> left = numbers(one);
        List<Integer> right = numbers(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!left.get(i).equals(right.get(i))) {
                return left.get(i) < right.get(i);
            }
        }
        return left.size() < right.size();
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("\\D+"))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }
}
