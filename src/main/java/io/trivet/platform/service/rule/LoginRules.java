package io.trivet.platform.service.rule;

import io.trivet.kafka.ClientProtocol;
import io.trivet.platform.PlatformRule;
import io.trivet.problem.Words;
import io.trivet.security.UserRights;

/** How users log in at a service, and so how they can be called. */
final class LoginRules {
    private LoginRules() {}

    static void check(ServiceSubject subject) {
        if (!subject.description().on().users().isEmpty() && subject.protocol() == ClientProtocol.PLAINTEXT) {
            subject.error(PlatformRule.USER_UNKNOWN, "users", "given with plaintext")
                    .must("be left out: without a login each client is the same one, which may do all or nothing")
                    .mend("remove them, or write protocol: sasl-ssl");
        }
        subject.description().on().users().forEach((name, user) -> {
            if (user.login().isPresent()) {
                subject.error(PlatformRule.USER_UNKNOWN, "users." + name + ".login", "described")
                        .must("be left out: the service says how its users log in, and makes their secrets")
                        .mend("remove it");
            }
        });
        subject.description().on().users().keySet().stream()
                .filter(name -> !UserRights.isDescribable(name))
                .forEach(name -> subject.error(
                                PlatformRule.USER_UNKNOWN, "users." + name, "the user " + Words.quoted(name))
                        .must(
                                "be the name with which it logs in, of letters, digits, blanks and . _ @ = , / -, without User:")
                        .mend(
                                name.startsWith("User:")
                                        ? "write " + name.substring("User:".length())
                                        : "write the name that the service shows, or for a certificate its subject, as"
                                                + " CN=checkout"));
    }
}
