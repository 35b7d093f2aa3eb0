package io.trivet.rule;

import io.trivet.kafka.JarClass;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.PluginClasses;
import io.trivet.kafka.ServerClasses;
import io.trivet.problem.Finding;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A class that a setting names is there, is of the kind that Kafka wants, and can be made. */
final class ClassRules {
    private final KafkaVersion version;
    private final ServerClasses own;
    private final Optional<PluginClasses> plugins;

    /**
     * Of servers of a version.
     *
     * @param plugins what is described besides; empty where the platform takes none
     */
    ClassRules(KafkaVersion version, Optional<PluginClasses> plugins) {
        this.version = version;
        this.own = ServerClasses.of(version);
        this.plugins = plugins;
    }

    /** What is wrong with the first wrong class that a setting names; empty for one that names none. */
    Optional<Finding> check(String key, String value) {
        List<String> names = List.of(value.strip().split("\\s*,\\s*"));
        return own.wanted(key)
                .flatMap(kind -> names.stream()
                        .filter(name -> !name.isEmpty()
                                && !kind.words().contains(name)
                                && !kind.classes().contains(name))
                        .flatMap(name -> wrong(kind, name, names).stream())
                        .findFirst());
    }

    private Optional<Finding> wrong(ServerClasses.Kind kind, String name, List<String> names) {
        Optional<JarClass> ofPlugin = plugins.flatMap(known -> known.find(name));
        if (ofPlugin.isPresent()) {
            return wrong(kind, ofPlugin.get(), plugins.orElseThrow());
        }
        if (kind.includes(name)) {
            return Optional.of(unmade(kind, name));
        }
        List<ServerClasses.Kind> others = own.kinds(name);
        if (!others.isEmpty()) {
            return Optional.of(
                    finding(kind, name + ", which is a " + others.get(0).word(), Optional.empty()));
        }
        // It may well be in a jar that is not here.
        return plugins.filter(known -> !known.unread().isEmpty()).isPresent()
                ? Optional.empty()
                : Optional.of(finding(
                        kind,
                        name,
                        nearest(kind, name)
                                .map(right -> names.stream()
                                        .map(one -> one.equals(name) ? right : one)
                                        .distinct()
                                        .collect(Collectors.joining(",")))));
    }

    private Optional<Finding> wrong(ServerClasses.Kind kind, JarClass one, PluginClasses known) {
        String found = one.name() + " of plugin " + known.holder(one.name()).orElse("");
        if (!known.isOne(one.name(), kind)) {
            return Optional.of(finding(kind, found + ", which is no " + kind.word(), Optional.empty()));
        }
        return one.concrete() && one.open() ? Optional.empty() : Optional.of(unmade(kind, found));
    }

    private static Finding unmade(ServerClasses.Kind kind, String found) {
        return Finding.error(CommonRule.SETTING_CLASS, found)
                .must("be a " + kind.word()
                        + " that a server can make: a public class, not abstract, with a public constructor without"
                        + " arguments")
                .mend("name such a class, or remove it");
    }

    private Finding finding(ServerClasses.Kind kind, String found, Optional<String> right) {
        return Finding.error(CommonRule.SETTING_CLASS, found)
                .must("be a class in the jars of Kafka " + version
                        + (plugins.isPresent() ? ", or of a described plugin," : "") + " that implements "
                        + kind.type())
                .mend(right.map(value -> "write " + value)
                        .orElse(
                                plugins.isPresent()
                                        ? "describe the plugin that holds such a class in kafka.plugins and name that, or remove it"
                                        : "remove it"));
    }

    /** A class of the kind of the same name in another package, or else one whose name is nearly the same. */
    private Optional<String> nearest(ServerClasses.Kind kind, String name) {
        List<String> usable = new ArrayList<>(kind.classes());
        plugins.ifPresent(known -> usable.addAll(known.usable(kind)));
        Optional<String> same =
                usable.stream().filter(one -> simple(one).equals(simple(name))).findFirst();
        return same.or(() -> Words.nearest(name, usable))
                .or(() -> Words.nearest(
                                simple(name),
                                usable.stream().map(ClassRules::simple).toList())
                        .flatMap(word -> usable.stream()
                                .filter(one -> simple(one).equals(word))
                                .findFirst()));
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
