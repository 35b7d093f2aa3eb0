package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.SharedByAll;
import io.trivet.layout.Role;
import io.trivet.problem.Finding;
import io.trivet.problem.Words;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What one broker has of its own. */
final class OverrideRules {
    /** More names than this tell a reader nothing. */
    private static final int NAMED = 3;

    private OverrideRules() {}

    static void check(Ec2Subject subject) {
        subject.stack().brokers().overrides().forEach((name, own) -> {
            String path = "brokers.overrides." + name;
            if (number(name) < 1 || number(name) > subject.nodes()) {
                unknown(subject, path, name);
            } else if (!own.settings().isEmpty()) {
                differs(subject, path, own);
            }
        });
    }

    /** Of a broker of this name; 0 of none. */
    private static int number(String name) {
        String digits = name.replaceFirst("^" + Role.BROKER.prefix(), "");
        return digits.matches("[1-9]\\d{0,6}") && !digits.equals(name) ? Integer.parseInt(digits) : 0;
    }

    private static void unknown(Ec2Subject subject, String path, String name) {
        int nodes = Math.max(0, subject.nodes());
        List<String> names = IntStream.rangeClosed(1, Math.min(nodes, NAMED))
                .mapToObj(Role.BROKER::node)
                .toList();
        subject.error(Ec2Rule.OVERRIDE_BROKER, path, name)
                .must("be a broker of this cluster: "
                        + (nodes > NAMED ? Role.BROKER.node(1) + " to " + Role.BROKER.node(nodes) : Words.list(names)))
                .mend("write the name of one of them, or remove it");
    }

    private static void differs(Ec2Subject subject, String path, OnEc2.OfBroker own) {
        String settings = Words.count(own.settings().size(), "setting") + " of its own";
        subject.warning(Ec2Rule.BROKERS_DIFFER, path, settings)
                .must("be on trial only: brokers that differ fail differently, and what one shows says nothing of the"
                        + " others")
                .mend("move what has proved itself to brokers.settings, and remove the rest");
    }

    /** Why no broker can have a value of its own of this setting; empty where one can. */
    static Optional<Finding> refusal(Catalogue known, String key) {
        return SharedByAll.reason(known, key)
                .map(why -> Finding.error(Ec2Rule.OVERRIDE_SHARED, "of one broker")
                        .must("be the same on every broker: " + why)
                        .mend("write it under brokers.settings, or remove it"));
    }
}
