package io.trivet.adopt;

import io.trivet.kafka.Right;
import io.trivet.operate.access.ObservedUser;
import io.trivet.operate.found.FoundAccess;
import io.trivet.process.KafkaSecurity;
import io.trivet.security.Grant;
import io.trivet.security.Quota;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.Throughput;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The users that must be described for a cluster to have the rights and quotas that it has. What no description can
 * hold of them is a gap: a denial, a right of one host, a right for a kind of thing that is not described.
 */
final class FoundUsers {
    private static final String ACL = "ACL";
    private static final String LOGIN = "login";
    private static final String QUOTA = "quota";
    private static final String GROUP = "group setting";

    private FoundUsers() {}

    /**
     * All of them by name, without how they log in; what cannot be described is added to the gaps.
     *
     * @param isUser whether a description can name a user so
     */
    static SortedMap<String, User> of(FoundAccess access, Predicate<String> isUser, List<Gap> gaps) {
        if (access.rights().isEmpty()) {
            gaps.addAll(leftOut(access));
            return Collections.emptySortedMap();
        }
        FoundAccess.Rights rights = access.rights().get();
        SortedMap<String, User> users = of(rights.users(), isUser, gaps);
        rights.acls().forEach(acl -> gaps.add(Gap.leftOut(ACL, acl)));
        rights.quotas().forEach(quota -> gaps.add(Gap.leftOut(QUOTA, quota)));
        access.groups().forEach(group -> gaps.add(Gap.leftOut(GROUP, group)));
        return users;
    }

    /** Logins without rights: who has one is no user of a description, which says what users may do. */
    static List<Gap> loginsBeside(SortedMap<String, User> users, FoundAccess access) {
        SortedMap<String, SortedSet<String>> others = new TreeMap<>(access.users());
        others.keySet().removeAll(users.keySet());
        return logins(LOGIN, others);
    }

    /**
     * Described users as they log in to brokers of ours: by a certificate, unless they have a password for the listener
     * that takes it. Other passwords, which open nothing, are added to the gaps.
     *
     * @param passwords whether brokers have that listener
     */
    static SortedMap<String, User> withLogins(
            SortedMap<String, User> users, FoundAccess access, boolean passwords, List<Gap> gaps) {
        SortedMap<String, User> described = new TreeMap<>(users);
        if (passwords) {
            withPassword(access).forEach(user -> described.computeIfPresent(user, (name, is) -> is.withPassword()));
        }
        SortedMap<String, SortedSet<String>> others = new TreeMap<>();
        access.users().forEach((user, mechanisms) -> {
            SortedSet<String> besides = new TreeSet<>(mechanisms);
            if (Optional.ofNullable(described.get(user))
                    .filter(User::hasPassword)
                    .isPresent()) {
                besides.remove(KafkaSecurity.PASSWORDS.text());
            }
            if (!besides.isEmpty()) {
                others.put(user, besides);
            }
        });
        gaps.addAll(logins(LOGIN, others));
        return Collections.unmodifiableSortedMap(described);
    }

    /** Who has a password for the listener that takes it. */
    static SortedSet<String> withPassword(FoundAccess access) {
        SortedSet<String> users = new TreeSet<>(access.users().keySet());
        users.removeIf(user -> !access.users()
                .getOrDefault(user, Collections.emptySortedSet())
                .contains(KafkaSecurity.PASSWORDS.text()));
        return users;
    }

    /** {@code films (SCRAM-SHA-512)} and its like. */
    private static List<Gap> logins(String kind, SortedMap<String, SortedSet<String>> users) {
        List<Gap> gaps = new ArrayList<>();
        users.forEach(
                (user, mechanisms) -> gaps.add(Gap.leftOut(kind, user + " (" + String.join(", ", mechanisms) + ")")));
        return gaps;
    }

    /** Who may do what, where no user can be described. */
    static List<Gap> leftOut(FoundAccess access) {
        List<Gap> gaps = logins("user", access.users());
        access.acls().forEach(acl -> gaps.add(Gap.leftOut(ACL, acl)));
        access.quotas().forEach(quota -> gaps.add(Gap.leftOut(QUOTA, quota)));
        access.groups().forEach(group -> gaps.add(Gap.leftOut(GROUP, group)));
        return gaps;
    }

    private static SortedMap<String, User> of(
            Collection<ObservedUser> found, Predicate<String> isUser, List<Gap> gaps) {
        SortedMap<String, User> users = new TreeMap<>();
        for (ObservedUser user : found) {
            if (!isUser.test(user.user())) {
                user.grants().forEach(grant -> gaps.add(right(user, grant)));
                user.quotas().forEach((quota, value) -> gaps.add(quota(user, quota, value)));
            } else {
                User described = described(user, false, gaps);
                if (!isIdle(described)) {
                    users.put(user.user(), described);
                }
            }
            user.others().forEach(other -> gaps.add(Gap.leftOut("right", other)));
        }
        return Collections.unmodifiableSortedMap(users);
    }

    /**
     * The rights of described users, without the one as which a described console comes: it has what it needs, and no
     * description of its own.
     */
    static List<UserRights> described(Description<?> description) {
        Optional<String> console = UserRights.consoleUser(description);
        return UserRights.of(description).stream()
                .filter(user -> !console.equals(Optional.of(user.user())))
                .toList();
    }

    /**
     * Described users as they are on the cluster. What one has besides is told of it only where it is owned, since it
     * is left alone elsewhere.
     *
     * @param wanted what they are described to have
     * @param passwords who has a password for brokers of ours
     */
    static SortedMap<String, User> like(
            FoundAccess.Rights found, Collection<UserRights> wanted, SortedSet<String> passwords) {
        SortedMap<String, ObservedUser> there = new TreeMap<>();
        found.users().forEach(user -> there.put(user.user(), user));
        SortedMap<String, User> users = new TreeMap<>();
        for (UserRights user : wanted) {
            ObservedUser now = there.get(user.user());
            if (now != null) {
                SortedSet<Grant> grants = new TreeSet<>(now.grants());
                SortedMap<Quota, Double> quotas = new TreeMap<>(now.quotas());
                if (!user.owned()) {
                    grants.retainAll(user.grants());
                    quotas.keySet().retainAll(user.quotas().keySet());
                }
                User described = described(
                        new ObservedUser(user.user(), grants, quotas, List.of()), user.owned(), new ArrayList<>());
                boolean told = passwords.contains(user.user()) && (user.password() || user.owned());
                users.put(user.user(), told ? described.withPassword() : described);
            }
        }
        return Collections.unmodifiableSortedMap(users);
    }

    private static User described(ObservedUser user, boolean owned, List<Gap> gaps) {
        SortedMap<String, List<Right>> topics = new TreeMap<>();
        SortedMap<String, List<Right>> groups = new TreeMap<>();
        SortedMap<String, List<Right>> transactions = new TreeMap<>();
        for (Grant grant : user.grants()) {
            boolean means =
                    Grant.of(grant.kind(), grant.described(), grant.right()).equals(grant);
            if (grant.kind() == Grant.Kind.CLUSTER
                    || !means
                    || !Grant.isDescribable(grant.described())
                    || !grant.kind().rights().contains(grant.right())) {
                gaps.add(right(user, grant));
                continue;
            }
            SortedMap<String, List<Right>> kind = switch (grant.kind()) {
                case TOPIC -> topics;
                case GROUP -> groups;
                case TRANSACTION -> transactions;
                case CLUSTER -> throw new AssertionError(grant);
            };
            kind.computeIfAbsent(grant.described(), name -> new ArrayList<>()).add(grant.right());
        }
        List<String> ids = new ArrayList<>();
        transactions.forEach((id, rights) -> {
            if (rights.containsAll(Grant.Kind.TRANSACTION.rights())) {
                ids.add(id);
            } else {
                gaps.add(Gap.leftOut("right", "User:" + user.user() + " may do but a part with transaction " + id));
            }
        });
        return new User(
                topics,
                groups,
                ids.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(ids)),
                Optional.empty(),
                quotas(user, gaps),
                owned ? Optional.of(true) : Optional.empty(),
                Optional.empty());
    }

    private static Optional<User.Quotas> quotas(ObservedUser user, List<Gap> gaps) {
        SortedMap<Quota, Double> quotas = new TreeMap<>();
        user.quotas().forEach((quota, value) -> {
            if (quota == Quota.REQUEST_PERCENT
                    ? isPercent(value)
                    : rate(quota, value).isPresent()) {
                quotas.put(quota, value);
            } else {
                gaps.add(quota(user, quota, value));
            }
        });
        return quotas.isEmpty()
                ? Optional.empty()
                : Optional.of(new User.Quotas(
                        rate(quotas, Quota.PRODUCE),
                        rate(quotas, Quota.CONSUME),
                        Optional.ofNullable(quotas.get(Quota.REQUEST_PERCENT)).map(Double::intValue)));
    }

    private static boolean isPercent(double value) {
        return value >= 1 && value <= Integer.MAX_VALUE && value == Math.rint(value);
    }

    private static Optional<Throughput> rate(Quota quota, double value) {
        return Throughput.parse(quota.text(value))
                .filter(rate -> rate.perSecond().bytes() > 0);
    }

    private static Optional<Throughput> rate(SortedMap<Quota, Double> quotas, Quota quota) {
        return Optional.ofNullable(quotas.get(quota)).flatMap(value -> rate(quota, value));
    }

    private static boolean isIdle(User user) {
        return user.topics().isEmpty()
                && user.groups().isEmpty()
                && user.transactions().isEmpty()
                && user.quotas().isEmpty();
    }

    private static Gap right(ObservedUser user, Grant grant) {
        return Gap.leftOut("right", "User:" + user.user() + " may " + grant);
    }

    private static Gap quota(ObservedUser user, Quota quota, double value) {
        return Gap.leftOut(QUOTA, "user=" + user.user() + ": " + quota.setting() + "=" + value);
    }
}
