package io.trivet.operate.found;

import io.trivet.operate.access.ObservedUser;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Who may do what with a cluster that runs, most of it as a line for people; none holds a secret.
 *
 * @param users of SASL/SCRAM by name, with the mechanisms by which each has a password
 * @param acls rights by ACL
 * @param quotas limits of users, clients and addresses
 * @param groups settings of groups of consumers, and subscriptions to metrics of clients
 * @param rights the same ACLs and quotas by user; empty where the cluster did not tell both
 */
public record FoundAccess(
        SortedMap<String, SortedSet<String>> users,
        List<String> acls,
        List<String> quotas,
        List<String> groups,
        Optional<Rights> rights) {
    /** None. */
    public static final FoundAccess NONE =
            new FoundAccess(Collections.emptySortedMap(), List.of(), List.of(), List.of(), Optional.empty());

    /**
     * ACLs and quotas by user, as far as a description can hold them.
     *
     * @param users by name
     * @param acls those that are of no user, as lines
     * @param quotas those that are of no single user: of addresses, of ids of clients, of all that have none of their
     *     own
     */
    public record Rights(List<ObservedUser> users, List<String> acls, List<String> quotas) {
        public Rights {
            users = List.copyOf(users);
            acls = List.copyOf(acls);
            quotas = List.copyOf(quotas);
        }
    }

    public FoundAccess {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        acls = List.copyOf(acls);
        quotas = List.copyOf(quotas);
        groups = List.copyOf(groups);
    }
}
