package io.trivet.platform.move;

import io.trivet.kafka.Right;
import io.trivet.platform.msk.MskPolicy;
import io.trivet.problem.Words;
import io.trivet.security.Grant;
import io.trivet.stack.User;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Users with ACLs, as users with a policy of IAM: their rights stay, what only a broker knows of them does not. */
record UsersOnMsk(SortedMap<String, User> described, Losses losses) {
    SortedMap<String, User> moved() {
        SortedMap<String, User> users = new TreeMap<>();
        described.forEach((name, user) -> {
            User moved = moved("users." + name, user);
            boolean idle = moved.topics().isEmpty()
                    && moved.groups().isEmpty()
                    && moved.transactions().orElse(List.of()).isEmpty()
                    && moved.clients().orElse(List.of()).isEmpty();
            if (idle) {
                losses.remove(
                        "users." + name, Optional.of("without rights"), "A policy of IAM that allows nothing is none.");
            } else {
                users.put(name, moved);
            }
        });
        return Collections.unmodifiableSortedMap(users);
    }

    private User moved(String path, User user) {
        losses.add(
                path + ".login",
                user.login().filter(login -> login != User.Login.IAM),
                "It comes by a role in AWS, to which its policy is given.",
                Losses.REMOVE);
        losses.add(
                path + ".quotas",
                user.quotas().map(quotas -> "described"),
                "With IAM brokers count for each session of a role, which no description knows.",
                "remove it, and give quotas to ids of clients with kafka-configs");
        losses.remove(
                path + ".owned",
                user.owned().filter(owned -> owned),
                "A policy says all that it gives; what a role may do by others is not known.");
        SortedMap<String, List<Right>> groups = new TreeMap<>();
        user.groups().forEach((group, rights) -> {
            List<Right> kept = rights.stream()
                    .filter(right -> MskPolicy.knows(Grant.Kind.GROUP, right))
                    .toList();
            List<String> lost = rights.stream()
                    .filter(right -> !kept.contains(right))
                    .map(Words::of)
                    .toList();
            if (!lost.isEmpty()) {
                losses.remove(
                        path + ".groups." + group,
                        Optional.of(String.join(", ", lost)),
                        "IAM has no action for settings of groups.");
            }
            if (!kept.isEmpty()) {
                groups.put(group, kept);
            }
        });
        return new User(
                user.topics(),
                Collections.unmodifiableSortedMap(groups),
                user.transactions(),
                user.clients(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
