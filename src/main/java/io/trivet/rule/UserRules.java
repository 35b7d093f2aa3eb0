package io.trivet.rule;

import io.trivet.kafka.Right;
import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.security.Grant;
import io.trivet.stack.OnEc2;
import io.trivet.stack.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who may do what. How users can be called is a matter of how they log in, and so of the platform. */
final class UserRules {
    /** What changes something; to look at all, or to read it, is what mirrors and monitors are there for. */
    private static final List<Right> CHANGES =
            List.of(Right.WRITE, Right.CREATE, Right.ALTER, Right.DELETE, Right.ALTER_CONFIGS);

    private final Subject subject;
    private final SortedMap<String, String> userOfClient = new TreeMap<>();

    private UserRules(Subject subject) {
        this.subject = subject;
    }

    static void check(Subject subject) {
        UserRules rules = new UserRules(subject);
        subject.description().on().users().forEach(rules::user);
    }

    private void user(String name, User user) {
        String path = "users." + name;
        if (user.topics().isEmpty()
                && user.groups().isEmpty()
                && user.transactions().orElse(List.of()).isEmpty()
                && user.clients().orElse(List.of()).isEmpty()
                && user.quotas().isEmpty()
                && !user.isOwned()) {
            subject.error(CommonRule.USER_IDLE, path, "a user without rights and quotas")
                    .must("be let do something: nothing would be told to the cluster")
                    .mend(
                            "add topics, groups, transactions, clients or quotas; owned: true takes away all that it has");
        }
        user.topics().forEach((topic, rights) -> topic(path, topic, rights));
        user.groups().forEach((group, rights) -> {
            rights(path + ".groups." + group, rights, Grant.Kind.GROUP.rights(), "groups");
            named(path + ".groups." + group, group, rights);
        });
        List<String> transactions = user.transactions().orElse(List.of());
        for (int i = 0; i < transactions.size(); i++) {
            named(path + ".transactions[" + i + "]", transactions.get(i), List.of(Right.WRITE));
        }
        clients(name, user.clients().orElse(List.of()));
        user.quotas().ifPresent(quotas -> quotas(path + ".quotas", quotas));
    }

    private void topic(String user, String topic, List<Right> rights) {
        String path = user + ".topics." + topic;
        rights(path, rights, Grant.Kind.TOPIC.rights(), "topics");
        named(path, topic, rights);
        Grant any = Grant.of(Grant.Kind.TOPIC, topic, Right.DESCRIBE);
        List<String> described = List.copyOf(subject.description().topics().keySet());
        SortedSet<String> deadLetters = subject.description()
                .on()
                .on(OnEc2::deadLetterTopics, msk -> new TreeSet<>(), service -> new TreeSet<>());
        if (!described.isEmpty()
                && Stream.concat(described.stream(), deadLetters.stream()).noneMatch(any::covers)) {
            subject.warning(CommonRule.USER_TOPIC, path, topic)
                    .must("be a described topic, or how one begins: a right for a topic that is misspelt is none")
                    .mend(Words.nearest(topic, described)
                            .map(nearest -> "write " + nearest + ", or describe the topic")
                            .orElse("describe the topic, or remove it"));
        }
    }

    private void rights(String path, List<Right> rights, List<Right> known, String noun) {
        List<String> words = known.stream().map(Words::of).toList();
        if (rights.isEmpty()) {
            subject.error(CommonRule.USER_RIGHT, path, "an empty list")
                    .must("say what it may do: " + Words.list(words))
                    .mend("write [read], or remove it");
        }
        for (int i = 0; i < rights.size(); i++) {
            if (!known.contains(rights.get(i))) {
                subject.error(CommonRule.USER_RIGHT, path + "[" + i + "]", Words.of(rights.get(i)))
                        .must("be one of " + Words.list(words) + ": Kafka knows no other right for " + noun)
                        .mend("write [read], which a consumer needs of its group");
            }
        }
    }

    private void named(String path, String name, List<Right> rights) {
        if (!Grant.isDescribable(name)) {
            subject.error(CommonRule.USER_NAME, path, Words.quoted(name))
                    .must("be 1 to 249 letters, digits, '.', '_' and '-', and '*' at the end where names begin so")
                    .mend("write a name that is in use, or how such names begin, as orders-*");
        }
        if (!name.equals("*") || !subject.description().isProduction()) {
            return;
        }
        List<String> changes =
                rights.stream().filter(CHANGES::contains).map(Words::of).toList();
        // A service has users of its own that may do everything, and an import describes them.
        boolean ours = subject.description().on(ec2 -> true, msk -> true, service -> false);
        if (ours && !changes.isEmpty()) {
            subject.error(
                            CommonRule.USER_ALL_CHANGED,
                            path,
                            "a right to " + Words.list(changes) + " all there are and will be")
                    .must(
                            "be for names, or for how they begin, in production: with it one client harms what is none of its own")
                    .mend("write the names, or a beginning as orders-*");
        } else {
            subject.warning(CommonRule.USER_ALL, path, "a right for all there are and will be")
                    .must("be for names, or for how they begin: what is made tomorrow is open to it, too")
                    .mend("write the names, or a beginning as orders-*");
        }
    }

    private void clients(String user, List<String> clients) {
        List<String> described = List.copyOf(subject.description().clients().keySet());
        for (int i = 0; i < clients.size(); i++) {
            String path = "users." + user + ".clients[" + i + "]";
            String client = clients.get(i);
            Optional<String> other = Optional.ofNullable(userOfClient.putIfAbsent(client, user));
            if (!described.contains(client)) {
                List<String> mends = new ArrayList<>();
                Words.nearest(client, described).ifPresent(nearest -> mends.add("write " + nearest));
                mends.add("describe it under clients");
                subject.error(CommonRule.USER_CLIENT, path, client)
                        .must("be a described client: what it needs follows from its description")
                        .mend(String.join(", or ", mends));
            } else if (other.isPresent()) {
                subject.error(CommonRule.USER_CLIENT, path, client + ", which logs in as " + other.get())
                        .must("log in as one user")
                        .mend("remove it here, or at users." + other.get());
            }
        }
    }

    private void quotas(String path, User.Quotas quotas) {
        quotas.produce().filter(rate -> rate.perSecond().bytes() == 0).ifPresent(rate -> nothing(path + ".produce"));
        quotas.consume().filter(rate -> rate.perSecond().bytes() == 0).ifPresent(rate -> nothing(path + ".consume"));
        quotas.requestPercent().filter(percent -> percent < 1).ifPresent(percent -> nothing(path + ".requestPercent"));
        if (quotas.produce().isEmpty()
                && quotas.consume().isEmpty()
                && quotas.requestPercent().isEmpty()) {
            subject.error(CommonRule.USER_QUOTA, path, "an empty map")
                    .must("hold produce, consume or requestPercent")
                    .mend("add one, as produce: 20MiB/s, or remove it");
        }
    }

    private void nothing(String path) {
        subject.error(CommonRule.USER_QUOTA, path, "nothing at all")
                .must("be more than 0: with less a client waits for ever")
                .mend("write what it may have, as 1MiB/s, or take its rights away");
    }
}
