package io.trivet.security;

import io.trivet.kafka.Right;
import io.trivet.problem.Words;
import java.util.Comparator;

/**
 * One thing that a user may do, from any host: an ACL of Kafka without its user.
 *
 * @param name of the resource; {@code *} is each of its kind, unless it is a prefix
 * @param prefix whether the name is how names begin
 */
public record Grant(Kind kind, String name, boolean prefix, Right right) implements Comparable<Grant> {
    private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::kind)
            .thenComparing(Grant::name)
            .thenComparing(Grant::prefix)
            .thenComparing(Grant::right);

    /** What a right is about. */
    public enum Kind {
        TOPIC,
        GROUP,
        TRANSACTION
    }

    /** The right for a name as a description writes it: one that ends with {@code *} is how names begin. */
    public static Grant of(Kind kind, String described, Right right) {
        boolean prefix = described.length() > 1 && described.endsWith("*");
        return new Grant(kind, prefix ? described.substring(0, described.length() - 1) : described, prefix, right);
    }

    /** What it is for, with the name as a description writes it: {@code topic orders-*}. */
    public String resource() {
        return Words.of(kind) + " " + (prefix ? name + "*" : name);
    }

    /** Whether it is for a resource of this name. */
    public boolean covers(String other) {
        return name.equals("*") || (prefix ? other.startsWith(name) : other.equals(name));
    }

    @Override
    public int compareTo(Grant other) {
        return ORDER.compare(this, other);
    }

    /** {@code write topic orders}. */
    @Override
    public String toString() {
        return Words.of(right) + " " + resource();
    }
}
