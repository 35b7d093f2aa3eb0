package io.trivet.node;

import io.trivet.kafka.ServerText;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The version of what a node runs, which only ever goes up. */
public final class Software {
    private static final String VERSION = "VERSION";

    private Software() {}

    /**
     * The problem of a node that has newer software than it is to get: the older one may not read what the newer one
     * wrote.
     *
     * @param applied texts of the files that lie on it, by path
     */
    public static Optional<Problem> older(Member member, SortedMap<String, String> applied) {
        for (var file : member.files().entrySet()) {
            if (!file.getKey().startsWith("/etc/trivet/")) {
                continue;
            }
            Optional<String> present = version(applied.getOrDefault(file.getKey(), ""));
            Optional<String> wanted = version(file.getValue());
            if (present.isPresent() && wanted.isPresent() && isOlder(wanted.get(), present.get())) {
                return Optional.of(Problem.error(
                                "version-down",
                                Place.ofPath(member.name()),
                                "asked to go from version " + present.get() + " back to " + wanted.get())
                        .must("keep its version or get a later one, since an earlier one may not read its data")
                        .mend("describe version " + present.get() + " again"));
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
