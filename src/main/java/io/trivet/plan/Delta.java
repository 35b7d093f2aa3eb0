package io.trivet.plan;

import io.trivet.layout.Role;
import io.trivet.platform.Change;
import io.trivet.platform.Leaves;
import io.trivet.platform.Platform;
import io.trivet.platform.Reason;
import io.trivet.platform.Risk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is not as it was, fact by fact, with what it means for a running cluster.
 *
 * <p>Shape: nothing that differs is missing, so that the facts of {@code a} with the changes of {@code between(a, b)}
 * are the facts of {@code b}; and {@code between(a, a)} is empty.
 *
 * @param stack name of the stack
 * @param changes by risk, the highest first, then by path
 */
public record Delta(String stack, List<Change> changes) {
    private static final Comparator<Ranked> ORDER = Comparator.comparing((Ranked ranked) -> ranked.change.risk())
            .reversed()
            .thenComparing(Ranked::key);

    /** What the servers of every node have read at their start, and is told once. */
    private static final List<Reason> OF_ALL = List.of(Reason.AUTHORITIES_TRUSTED, Reason.AUTHORITY_TURNED);

    /** A change with the text by which it is sorted, made once: a sort compares it many times. */
    private record Ranked(Change change, String key) {}

    /** What it takes to get from one plan to another on the same platform. */
    public static <P extends Platform<P>> Delta between(Plan<P> before, Plan<P> after) {
        SortedMap<String, String> old = new TreeMap<>();
        SortedMap<String, String> now = new TreeMap<>();
        Leaves.difference(Facts.of(before), Facts.of(after), old, now);
        SortedSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        Judgement<P> judgement = new Judgement<>(before, after);
        List<Ranked> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<String> was = Optional.ofNullable(old.get(path));
            Optional<String> is = Optional.ofNullable(now.get(path));
            if (!was.equals(is)) {
                changes.add(new Ranked(judgement.change(path, was, is), natural(path)));
            }
        }
        return new Delta(
                after.id(), changes.stream().sorted(ORDER).map(Ranked::change).toList());
    }

    /** Digits count as a number: broker10 comes after broker9. */
    private static String natural(String path) {
        StringBuilder text = new StringBuilder();
        int digits = 0;
        for (int i = path.length() - 1; i >= 0; i--) {
            char c = path.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && digits > 0) {
                text.append("0".repeat(Math.max(0, 5 - digits)));
            }
            digits = digit ? digits + 1 : 0;
            text.append(c);
        }
        return text.reverse().toString();
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The highest risk of all changes. */
    public Risk risk() {
        return changes.isEmpty() ? Risk.NONE : changes.get(0).risk();
    }

    /** The changes of this reason, by path. */
    public List<Change> of(Reason reason) {
        return changes.stream().filter(change -> change.reason() == reason).toList();
    }

    /**
     * What must happen to the process or machine of nodes that were and will be, by name: {@link Risk#ROLLING_RESTART}
     * or {@link Risk#REPLACEMENT}.
     */
    SortedMap<String, Risk> interruptions(Plan<?> after) {
        SortedMap<String, Risk> roles = new TreeMap<>();
        SortedMap<String, Risk> nodes = new TreeMap<>();
        for (Change change : changes) {
            List<String> keys = change.keys();
            Risk interruption = change.interruption();
            boolean interrupts = interruption != Risk.NONE;
            if (interrupts && keys.get(0).equals("roles")) {
                roles.merge(keys.get(1), interruption, Delta::higher);
            } else if (interrupts && keys.get(0).equals("nodes")) {
                nodes.merge(keys.get(1), interruption, Delta::higher);
            } else if (OF_ALL.contains(change.reason())) {
                after.roles().forEach(role -> roles.merge(role.role().word(), interruption, Delta::higher));
            } else if (change.reason() == Reason.SOURCE_LOGIN) {
                roles.merge(Role.MIRROR.word(), interruption, Delta::higher);
            }
        }
        for (PlannedNode node : after.nodes()) {
            Risk risk = roles.get(node.node().role().word());
            if (risk != null) {
                nodes.merge(node.node().name(), risk, Delta::higher);
            }
        }
        return nodes;
    }

    private static Risk higher(Risk one, Risk other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
