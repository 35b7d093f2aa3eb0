package io.trivet.platform.ec2.rule;

import io.trivet.security.UserRights;
import io.trivet.stack.User;
import java.util.Map;
import java.util.Optional;

/**
 * The user as which nodes of ours come to brokers is theirs alone: what they keep in the cluster, a client with their
 * certificate could read, secrets of connectors among it, and write.
 */
final class ApartRules {
    private ApartRules() {}

    /** @param nodes what these are called, more than one of them */
    static void check(Ec2Subject subject, String user, String nodes, Ec2Rule rule) {
        if (Optional.ofNullable(subject.stack().users().get(user))
                .filter(User::hasPassword)
                .isPresent()) {
            subject.error(rule, "users." + user + ".login", "scram")
                    .must("be left out: " + nodes
                            + " come with certificates, and who had the password would read what they keep")
                    .mend("remove it");
        }
        UserRights.usersOf(
                        subject.description().clients().keySet(),
                        subject.stack().users())
                .entrySet()
                .stream()
                .filter(client -> client.getValue().equals(user))
                .map(Map.Entry::getKey)
                .forEach(client -> subject.error(
                                rule,
                                "clients." + client,
                                client.equals(user) ? "a client of that name" : "a client of users." + user)
                        .must("come as another user: " + user + " is the one as which " + nodes
                                + " come, and who comes so reads what they keep")
                        .mend("name it in clients of another user"));
    }
}
