package io.trivet.operate.access;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who has a password, and never which.
 *
 * @param known users that have one on the cluster
 * @param anew described users that are to get another one
 * @param made users of whom it is known that theirs was made for a description
 */
public record Passwords(SortedSet<String> known, SortedSet<String> anew, SortedSet<String> made) {
    /** Where a cluster has none. */
    public static final Passwords NONE = new Passwords(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    public Passwords {
        known = Collections.unmodifiableSortedSet(known);
        anew = Collections.unmodifiableSortedSet(anew);
        made = Collections.unmodifiableSortedSet(made);
    }
}
