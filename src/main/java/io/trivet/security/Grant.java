package io.trivet.security;

import io.trivet.kafka.Right;
import io.trivet.problem.Words;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

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

    /** How Kafka calls all of a cluster. Source: {@code Resource.CLUSTER_NAME} of 3.9.2 and 4.3.1. */
    public static final String CLUSTER = "kafka-cluster";

    /** As described clients name their groups; a topic can have no other name. */
    private static final Pattern DESCRIBED = Pattern.compile("[A-Za-z0-9._-]{1,249}\\*?|\\*");

    /**
     * What a right is about.
     *
     * <p>Source: org.apache.kafka.security.authorizer.AclEntry of 3.9.2 and 4.3.1, {@code supportedOperations}.
     */
    public enum Kind {
        TOPIC(List.of(Right.values())),
        GROUP(List.of(Right.READ, Right.DESCRIBE, Right.DELETE, Right.DESCRIBE_CONFIGS, Right.ALTER_CONFIGS)),
        TRANSACTION(List.of(Right.WRITE, Right.DESCRIBE)),
        /** All of the cluster, which no user is described to have a right for: a console may look at it. */
        CLUSTER(List.of(Right.CREATE, Right.DESCRIBE, Right.ALTER, Right.DESCRIBE_CONFIGS, Right.ALTER_CONFIGS));

        private final List<Right> rights;

        Kind(List<Right> rights) {
            this.rights = rights;
        }

        /** The rights that Kafka knows for it. */
        public List<Right> rights() {
            return rights;
        }
    }

    /** Whether a description can name something so, or how names begin: {@code orders-*}. */
    public static boolean isDescribable(String name) {
        return DESCRIBED.matcher(name).matches();
    }

    /** The name as a description writes it: one that ends with {@code *} is how names begin. */
    public String described() {
        return prefix ? name + "*" : name;
    }

    /** The right for a name as a description writes it: one that ends with {@code *} is how names begin. */
    public static Grant of(Kind kind, String described, Right right) {
        boolean prefix = described.length() > 1 && described.endsWith("*");
        return new Grant(kind, prefix ? described.substring(0, described.length() - 1) : described, prefix, right);
    }

    /**
     * The right that a line of {@link #toString()} says.
     *
     * @throws IllegalArgumentException for any other line
     */
    public static Grant parse(String line) {
        String[] words = line.split(" ");
        for (Right right : Right.values()) {
            for (Kind kind : Kind.values()) {
                if (words.length == 3
                        && Words.of(right).equals(words[0])
                        && Words.of(kind).equals(words[1])) {
                    return of(kind, words[2], right);
                }
            }
        }
        throw new IllegalArgumentException("no right: " + line);
    }

    /** What it is for, with the name as a description writes it: {@code topic orders-*}. */
    public String resource() {
        return Words.of(kind) + " " + described();
    }

    /** Whether it is for a resource of this name. */
    public boolean covers(String other) {
        return name.equals("*") || (prefix ? other.startsWith(name) : other.equals(name));
    }

    /** Whether who has this has the other one, too. */
    public boolean includes(Grant other) {
        boolean named = name.equals("*") && !prefix
                || !other.name.equals("*") && prefix && other.name.startsWith(name)
                || name.equals(other.name) && prefix == other.prefix;
        return kind == other.kind && named && right.includes(other.right);
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
