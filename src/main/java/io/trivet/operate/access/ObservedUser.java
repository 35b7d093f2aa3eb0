package io.trivet.operate.access;

import io.trivet.security.Grant;
import io.trivet.security.Quota;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a user may do with a cluster that runs, and gets of it.
 *
 * @param others ACLs and quotas that no description has, each as a line; they are left alone
 */
public record ObservedUser(String user, SortedSet<Grant> grants, SortedMap<Quota, Double> quotas, List<String> others) {
    public ObservedUser {
        grants = Collections.unmodifiableSortedSet(grants);
        quotas = Collections.unmodifiableSortedMap(quotas);
        others = List.copyOf(others);
    }
}
