package io.trivet.show;

import io.trivet.layout.Listener;
import io.trivet.platform.msk.MskPolicy;
import io.trivet.problem.Words;
import io.trivet.process.KafkaSecurity;
import io.trivet.security.Grant;
import io.trivet.security.UserRights;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Described users, with what they may do and get. */
final class UserShown {
    /** How many certificates are named. */
    private static final int EXAMPLES = 2;

    private UserShown() {}

    /**
     * A user for programs.
     *
     * @param certificate whose its certificate must be; left out where a service says how users log in, and for one
     *     with a password
     * @param login {@code scram} for one with a password, {@code iam} for one with a policy
     * @param policy name of its policy of IAM, on Amazon MSK
     */
    record Told(
            String user,
            Optional<String> certificate,
            Optional<String> login,
            Optional<String> policy,
            List<String> rights,
            SortedMap<String, String> quotas,
            boolean owned) {}

    /** All of them, where a service says how they log in. */
    static List<Told> told(List<UserRights> users) {
        return users.stream().map(user -> told(user, Optional.empty())).toList();
    }

    /** All of them, where each logs in with a certificate, or with a password. */
    static List<Told> certified(List<UserRights> users) {
        return users.stream()
                .map(user -> told(
                        user, Optional.of(KafkaSecurity.subject(user.user())).filter(subject -> !user.password())))
                .toList();
    }

    /** All of them, where each logs in by a role that has its policy. */
    static List<Told> toldOf(List<MskPolicy> policies) {
        return policies.stream()
                .map(policy -> new Told(
                        policy.user(),
                        Optional.empty(),
                        Optional.of(Words.of(User.Login.IAM)),
                        Optional.of(policy.name()),
                        rights(policy.rights()),
                        policy.rights().describedQuotas(),
                        policy.rights().owned()))
                .toList();
    }

    private static List<String> rights(UserRights user) {
        return user.grants().stream().map(Grant::toString).toList();
    }

    private static Told told(UserRights user, Optional<String> certificate) {
        return new Told(
                user.user(),
                certificate,
                user.password() ? Optional.of(Words.of(User.Login.SCRAM)) : Optional.empty(),
                Optional.empty(),
                rights(user),
                user.describedQuotas(),
                user.owned());
    }

    /** A row for each thing that each has rights for; nothing where there are none. */
    static Optional<Section> of(List<UserRights> users) {
        return section(users, List.of());
    }

    /** The same, with the certificate by which brokers know them. */
    static Optional<Section> ofCertified(List<UserRights> users) {
        List<UserRights> certified =
                users.stream().filter(user -> !user.password()).toList();
        String names = Words.list(certified.stream()
                .map(user -> KafkaSecurity.subject(user.user()))
                .limit(EXAMPLES)
                .toList());
        List<Page.Note> notes = new ArrayList<>();
        if (!certified.isEmpty()) {
            notes.add(new Page.Note(Phrase.plain("The name is that in the certificate, as " + names
                    + ", and nothing else is in it; trivet operate users tells the brokers.")));
        }
        if (certified.size() < users.size()) {
            notes.add(new Page.Note(Phrase.plain("A user with a password comes to the listener " + Listener.PASSWORDS
                    + "; trivet operate users makes the password.")));
        }
        return section(users, notes);
    }

    /** The same, where each has a policy. */
    static Optional<Section> ofPolicies(List<MskPolicy> policies) {
        String names = Words.list(
                policies.stream().map(MskPolicy::name).limit(EXAMPLES).toList());
        return section(
                policies.stream().map(MskPolicy::rights).toList(),
                List.of(
                        new Page.Note(
                                Phrase.plain(
                                        "Each has a policy of IAM, as " + names
                                                + "; a role that is given it comes as that user, and the output userPolicies has their ARNs."))));
    }

    private static Optional<Section> section(List<UserRights> users, List<Page.Note> notes) {
        List<Row> rows = new ArrayList<>();
        users.forEach(user -> rows(user, rows));
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(
                new Table(List.of(Column.of("user", "User"), Column.of("of", "Of"), Column.of("gets", "Gets")), rows));
        blocks.addAll(notes);
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        Level.PART, Phrase.title(Words.count(users.size(), "user"), "Users"), blocks, Phrase.In.BOTH));
    }

    /** A row for each thing that it has rights for, and one for what it gets of each broker. */
    private static void rows(UserRights user, List<Row> rows) {
        SortedMap<String, List<String>> rights = new TreeMap<>();
        user.grants()
                .forEach(grant -> rights.computeIfAbsent(grant.resource(), of -> new ArrayList<>())
                        .add(Words.of(grant.right())));
        List<String> quotas = new ArrayList<>();
        user.describedQuotas().forEach((key, value) -> quotas.add(key + " " + value));
        if (!quotas.isEmpty()) {
            rights.put("each broker", quotas);
        }
        if (user.password()) {
            rights.put("login", List.of("by a password"));
        }
        if (user.owned()) {
            rights.put("what is not here", List.of("nothing: it is taken away"));
        }
        rights.forEach((of, words) ->
                rows.add(Row.of(Phrase.code(user.user()), Phrase.plain(of), Phrase.plain(String.join(", ", words)))));
    }
}
