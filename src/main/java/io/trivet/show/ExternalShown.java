package io.trivet.show;

import io.trivet.layout.PlannedTopic;
import io.trivet.plan.ExternalProvision;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What every form of a cluster that somebody else runs shows of it, as pairs of a name and a text. */
final class ExternalShown {
    private ExternalShown() {}

    /**
     * A fact about it.
     *
     * @param name what it is about
     * @param text the fact
     */
    record Fact(String name, String text) {}

    static List<Fact> facts(ExternalProvision shown) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Service", shown.service().title() + closed(shown)));
        facts.add(new Fact("Bootstrap", String.join(",", shown.access().bootstrap())));
        facts.add(new Fact("Clients", shown.access().protocol().name() + login(shown.access())));
        if (!shown.access().authority().isEmpty()) {
            facts.add(new Fact("Authority", shown.access().authority()));
        }
        if (!shown.access().variables().isEmpty()) {
            facts.add(new Fact(
                    "Secret",
                    shown.secret() + ", as "
                            + Words.list(shown.access().variables())
                            + " in the environment of clients"));
        }
        return List.copyOf(facts);
    }

    private static String closed(ExternalProvision shown) {
        return shown.service()
                .closure()
                .map(closure -> ", closed on " + closure.on())
                .orElse("");
    }

    static String login(ClientAccess access) {
        if (access.login() instanceof ClientAccess.Login.Password password) {
            return " with " + password.mechanism();
        }
        return access.login() instanceof ClientAccess.Login.Certificate
                ? " with a client certificate"
                : ", without a login";
    }

    static String settings(PlannedTopic topic) {
        return topic.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }
}
