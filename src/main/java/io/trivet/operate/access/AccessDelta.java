package io.trivet.operate.access;

import io.trivet.security.Grant;
import io.trivet.security.Quota;
import io.trivet.security.UserRights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cluster must be told so that its users may do what is described: only what is missing or differs. What is
 * given comes before what is taken away, so that a client that goes from one right to another is refused at no moment.
 *
 * <p>Users that are not described are left alone, and so is what a described one has besides, unless it is owned. A
 * denial is never taken away, nor a right for one host only, nor one for all of the cluster: none of these can be
 * described.
 *
 * @param steps in the order in which they are taken
 * @param others ACLs and quotas of described users that no description has, each as a line
 * @param strangers users that have a password and are described with none, and keep it
 */
public record AccessDelta(List<AccessStep> steps, List<String> others, List<String> strangers) {
    public AccessDelta {
        steps = List.copyOf(steps);
        others = List.copyOf(others);
        strangers = List.copyOf(strangers);
    }

    /** From what is there to what is wanted, where a cluster has no passwords. */
    public static AccessDelta between(Collection<ObservedUser> seen, Collection<UserRights> wanted) {
        return between(seen, wanted, Passwords.NONE);
    }

    /**
     * From what is there to what is wanted. A password is taken away from an owned user that is described without one,
     * and from any other where it was made for a description.
     */
    public static AccessDelta between(
            Collection<ObservedUser> seen, Collection<UserRights> wanted, Passwords passwords) {
        SortedMap<String, ObservedUser> there = new TreeMap<>();
        seen.forEach(user -> there.put(user.user(), user));
        List<AccessStep> given = new ArrayList<>();
        List<AccessStep> bounds = new ArrayList<>();
        List<AccessStep> taken = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (UserRights user : wanted) {
            ObservedUser now = there.getOrDefault(
                    user.user(), new ObservedUser(user.user(), new TreeSet<>(), new TreeMap<>(), List.of()));
            user.grants().stream()
                    .filter(grant -> !now.grants().contains(grant))
                    .forEach(grant -> given.add(new AccessStep.Allow(user.user(), grant)));
            if (user.owned()) {
                now.grants().stream()
                        .filter(grant -> !user.grants().contains(grant) && grant.kind() != Grant.Kind.CLUSTER)
                        .forEach(grant -> taken.add(new AccessStep.Revoke(user.user(), grant)));
            }
            for (Quota quota : Quota.values()) {
                OptionalDouble is = bound(now.quotas(), quota);
                OptionalDouble described = bound(user.quotas(), quota);
                if (!is.equals(described) && (described.isPresent() || user.owned())) {
                    bounds.add(new AccessStep.Bound(user.user(), quota, is, described));
                }
            }
            now.grants().stream()
                    .filter(grant -> !user.grants().contains(grant) && grant.kind() == Grant.Kind.CLUSTER)
                    .forEach(grant -> others.add("User:" + user.user() + " may " + grant));
            others.addAll(now.others());
        }
        given.addAll(bounds);
        SortedSet<String> mayNot = new TreeSet<>(passwords.known());
        SortedSet<String> owned = new TreeSet<>(passwords.made());
        for (UserRights user : wanted) {
            String name = user.user();
            boolean has = passwords.known().contains(name);
            if (user.password()) {
                mayNot.remove(name);
                if (!has || passwords.anew().contains(name)) {
                    given.add(new AccessStep.SetPassword(name, has));
                }
            } else if (user.owned()) {
                owned.add(name);
            }
        }
        mayNot.stream()
                .filter(owned::contains)
                .map(AccessStep.DropPassword::new)
                .forEach(taken::add);
        given.addAll(taken);
        mayNot.removeAll(owned);
        return new AccessDelta(given, others, List.copyOf(mayNot));
    }

    private static OptionalDouble bound(SortedMap<Quota, Double> quotas, Quota quota) {
        Double bound = quotas.get(quota);
        return bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound);
    }
}
