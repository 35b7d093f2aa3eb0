package io.trivet.security;

import io.trivet.kafka.Right;
import io.trivet.stack.Client;
import io.trivet.stack.Console;
import io.trivet.stack.Description;
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
import java.util.regex.Pattern;

/**
 * What a user may do and gets, all that is described taken together.
 *
 * @param user its name, without {@code User:}
 * @param grants what it may do
 * @param quotas what it gets of each broker: bytes per second, or percent of a thread
 * @param owned whether what it has besides is taken away
 * @param password whether it logs in with a password that Kafka checks
 */
public record UserRights(
        String user, SortedSet<Grant> grants, SortedMap<Quota, Double> quotas, boolean owned, boolean password) {
    /** What a principal of Kafka can be, and a description, a page and a file can hold. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9._@=,/ -]{1,249}");

    /** Those who log in as none. */
    private static final String ANONYMOUS = "ANONYMOUS";

    public UserRights {
        grants = Collections.unmodifiableSortedSet(grants);
        quotas = Collections.unmodifiableSortedMap(quotas);
    }

    /**
     * Those of all described users, by name.
     *
     * @param clients described applications, by name
     */
    public static List<UserRights> of(SortedMap<String, User> users, SortedMap<String, Client> clients) {
        List<UserRights> all = new ArrayList<>();
        users.forEach((name, user) -> all.add(of(name, user, clients)));
        return List.copyOf(all);
    }

    /**
     * Those of all users of a description, by name, with those as which workers of Kafka Connect, mirrors and a console
     * come.
     */
    public static List<UserRights> of(Description<?> description) {
        SortedMap<String, UserRights> all = new TreeMap<>();
        of(description.on().users(), description.clients()).forEach(user -> all.put(user.user, user));
        SortedMap<String, SortedSet<Grant>> workers = description
                .on()
                .on(
                        ec2 -> WorkerRights.of(description.name(), ec2),
                        msk -> Collections.emptySortedMap(),
                        service -> Collections.emptySortedMap());
        workers.forEach((user, needed) -> all.merge(
                user,
                new UserRights(user, needed, Collections.emptySortedMap(), false, false),
                (described, ours) -> described.with(needed)));
        description
                .console()
                .ifPresent(console -> consoleUser(description)
                        .ifPresent(user -> all.put(
                                user,
                                new UserRights(
                                        user,
                                        ConsoleRights.of(console),
                                        Collections.emptySortedMap(),
                                        true,
                                        console.hasPassword()))));
        return List.copyOf(all.values());
    }

    /**
     * As which user of its own the console of a description comes: at brokers with security it is {@code console}, at a
     * service as described. Empty where it has none, and so is given no rights: without security, on Amazon MSK, where
     * rights are policies, or ACLs that others give, and at a service where it comes as every client does.
     */
    public static Optional<String> consoleUser(Description<?> description) {
        return description
                .console()
                .flatMap(console -> description
                        .on()
                        .on(
                                ec2 -> ec2.security().map(security -> Console.USER),
                                msk -> Optional.empty(),
                                service -> console.user()));
    }

    private UserRights with(SortedSet<Grant> more) {
        SortedSet<Grant> both = new TreeSet<>(grants);
        both.addAll(more);
        return new UserRights(user, both, quotas, owned, password);
    }

    private static UserRights of(String name, User user, SortedMap<String, Client> clients) {
        SortedSet<Grant> grants = new TreeSet<>();
        user.topics()
                .forEach((topic, rights) ->
                        rights.forEach(right -> grants.add(Grant.of(Grant.Kind.TOPIC, topic, right))));
        user.groups()
                .forEach((group, rights) ->
                        rights.forEach(right -> grants.add(Grant.of(Grant.Kind.GROUP, group, right))));
        user.transactions().orElse(List.of()).forEach(id -> transaction(id, grants));
        user.clients().orElse(List.of()).forEach(client -> {
            if (clients.containsKey(client)) {
                grants.addAll(needed(client, clients.get(client)));
            }
        });
        return new UserRights(
                name, grants, user.quotas().map(Quota::of).orElse(new TreeMap<>()), user.isOwned(), user.hasPassword());
    }

    /**
     * As which user each client comes, by its name: the one that names it, else the one that is called as it is.
     *
     * @param clients names of described applications
     */
    public static SortedMap<String, String> usersOf(Collection<String> clients, SortedMap<String, User> users) {
        SortedMap<String, String> of = new TreeMap<>();
        clients.forEach(client -> of.put(client, client));
        users.forEach((name, user) -> user.clients().orElse(List.of()).forEach(client -> of.replace(client, name)));
        return Collections.unmodifiableSortedMap(of);
    }

    /** Whether a description can name a user so, where services say how users are called. */
    public static boolean isDescribable(String user) {
        return LOGIN.matcher(user).matches() && !user.equals(ANONYMOUS);
    }

    /** What it gets of each broker, as a description writes it, by the keys of a description. */
    public SortedMap<String, String> describedQuotas() {
        SortedMap<String, String> described = new TreeMap<>();
        quotas.forEach((quota, value) -> described.put(quota.key(), quota.text(value)));
        return described;
    }

    /**
     * What an application needs, and nothing more: to write to its topics, in transactions where it is to, to read its
     * topics in its group. Ids of its transactions are its name, alone or with an ending.
     *
     * <p>Source: https://kafka.apache.org/documentation/#operations_resources_and_protocols
     */
    static SortedSet<Grant> needed(String name, Client client) {
        SortedSet<Grant> grants = new TreeSet<>();
        client.producer().ifPresent(producer -> {
            producer.topics()
                    .orElse(List.of())
                    .forEach(topic -> grants.add(new Grant(Grant.Kind.TOPIC, topic, false, Right.WRITE)));
            if (producer.preset().isTransactional()) {
                transaction(name, grants);
                transaction(name + "-*", grants);
            }
        });
        client.consumer().ifPresent(consumer -> {
            consumer.topics()
                    .orElse(List.of())
                    .forEach(topic -> grants.add(new Grant(Grant.Kind.TOPIC, topic, false, Right.READ)));
            grants.add(new Grant(Grant.Kind.GROUP, consumer.group().orElse(name), false, Right.READ));
        });
        return grants;
    }

    static void transaction(String id, SortedSet<Grant> grants) {
        grants.add(Grant.of(Grant.Kind.TRANSACTION, id, Right.WRITE));
        grants.add(Grant.of(Grant.Kind.TRANSACTION, id, Right.DESCRIBE));
    }
}
