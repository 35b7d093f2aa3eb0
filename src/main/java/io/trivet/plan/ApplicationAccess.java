package io.trivet.plan;

import io.trivet.layout.Layout;
import io.trivet.process.ClientAccess;
import io.trivet.process.KafkaBroker;
import io.trivet.process.KafkaSecurity;
import io.trivet.security.UserRights;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.User;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** How described applications reach brokers of ours, each as its user comes. */
final class ApplicationAccess {
    private ApplicationAccess() {}

    /** By the name of an application: on the listener for passwords where its user has one. */
    static Function<String, ClientAccess> of(Description<OnEc2> description, Layout layout) {
        OnEc2 stack = description.on();
        SortedMap<String, String> users =
                UserRights.usersOf(description.clients().keySet(), stack.users());
        return client -> of(
                stack,
                layout,
                Optional.ofNullable(stack.users().get(users.get(client)))
                        .filter(User::hasPassword)
                        .isPresent());
    }

    /** As a user with a password comes, or one without. */
    static ClientAccess of(OnEc2 stack, Layout layout, boolean password) {
        return layout.passwords()
                .filter(listener -> password)
                .map(listener -> KafkaSecurity.accessWithPassword(List.of(listener.bootstrap(layout))))
                .orElseGet(() -> KafkaSecurity.access(
                        stack, List.of(layout.names().bootstrap() + ":" + KafkaBroker.CLIENT_PORT)));
    }
}
