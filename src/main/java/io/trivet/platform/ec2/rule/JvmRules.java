package io.trivet.platform.ec2.rule;

import io.trivet.problem.Words;
import io.trivet.process.jvm.Collector;
import io.trivet.process.jvm.JvmFlags;
import io.trivet.process.jvm.JvmOption;
import io.trivet.process.jvm.JvmOwned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of the JVMs of servers. */
final class JvmRules {
    private JvmRules() {}

    static void check(Ec2Subject subject, String path, List<String> texts) {
        List<JvmOption> options = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String at = path + "[" + i + "]";
            option(subject, at, texts.get(i)).ifPresent(option -> {
                twice(subject, at, option, options);
                options.add(option);
            });
        }
        StringBuilder file = new StringBuilder(JvmOption.without(Collector.OF_SERVERS, options));
        options.forEach(option -> file.append(option.text()).append('\n'));
        JvmFlags.conflicts(file.toString())
                .forEach(pair -> subject.error(Ec2Rule.JVM_OPTION, path, pair.get(0))
                        .must("have no more than the value of " + pair.get(1))
                        .mend("describe both, the first with no more than the second"));
    }

    private static Optional<JvmOption> option(Ec2Subject subject, String at, String text) {
        Optional<JvmOwned.Owner> owner = JvmOwned.of(text);
        if (owner.isPresent()) {
            subject.error(Ec2Rule.JVM_OPTION_OWNED, at, shown(text))
                    .must("be left out: " + owner.get().reason())
                    .mend(owner.get().mend());
            return Optional.empty();
        }
        Optional<JvmOption> option = JvmOption.of(text);
        if (option.isEmpty()) {
            subject.error(Ec2Rule.JVM_OPTION, at, shown(text))
                    .must("be " + JvmOption.FORM)
                    .mend("write it in that form, or remove it");
            return Optional.empty();
        }
        Optional<String> wrong = option.filter(flag -> !flag.isProperty()).flatMap(JvmFlags::check);
        wrong.ifPresent(must -> subject.error(Ec2Rule.JVM_OPTION, at, text)
                .must(must)
                .mend(Words.nearest(option.get().name(), JvmFlags.names())
                        .filter(name -> !name.equals(option.get().name()))
                        .map(name -> "write " + name + ", or remove it")
                        .orElse("correct it, or remove it")));
        return wrong.isPresent() ? Optional.empty() : option;
    }

    /** What stands behind the name of a property may be more than a reader should see. */
    private static String shown(String text) {
        return Words.quoted(text.startsWith("-D") ? text.replaceFirst("=.*", "=…") : text);
    }

    private static void twice(Ec2Subject subject, String at, JvmOption option, List<JvmOption> others) {
        others.stream()
                .filter(other ->
                        other.subject().equals(option.subject()) || other.isCollector() && option.isCollector())
                .findFirst()
                .ifPresent(other -> subject.error(Ec2Rule.JVM_OPTION_TWICE, at, shown(option.text()))
                        .must(
                                option.isCollector()
                                        ? "be the only garbage collector, and " + shown(other.text())
                                                + " stands before it"
                                        : "stand once: the JVM obeys the last one only")
                        .mend("remove one of the two"));
    }
}
