package io.trivet.edge.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a registration asks for, as texts.
 *
 * @param type in full
 * @param name within the stack
 * @param parent its title; empty for none
 * @param options of the engine
 * @param after titles of what it waits for although no input comes from there
 * @param leaves {@link Leaves} of its inputs
 */
record Asked(
        String type,
        String name,
        String parent,
        List<String> options,
        SortedSet<String> after,
        Map<String, String> leaves) {

    static Asked of(Registration registration) {
        return new Asked(
                registration.request().getType(),
                registration.request().getName(),
                registration.parent(),
                registration.options(),
                registration.after(),
                registration.leaves());
    }

    /** The type and the name, {@code Instance broker1}; unique within a stack. */
    String title() {
        return kind() + " " + name;
    }

    /** The last word of the type: {@code Instance}. */
    String kind() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    /** What of the type its kind does not say: {@code aws:ec2}. */
    String module() {
        String word = Character.toLowerCase(kind().charAt(0)) + kind().substring(1);
        String rest = "/" + word + ":" + kind();
        return type.endsWith(rest) ? type.substring(0, type.length() - rest.length()) : type;
    }

    /** What it has a value for, whatever that is. */
    String shape() {
        return type + options + leaves.keySet();
    }

    /** The same, with every type named once of which it waits for all that there are. */
    Asked summed(Map<String, List<String>> titlesByKind) {
        SortedSet<String> summed = new TreeSet<>(after);
        titlesByKind.forEach((kind, titles) -> {
            List<String> others =
                    titles.stream().filter(title -> !title.equals(title())).toList();
            if (others.size() > 1 && after.containsAll(others)) {
                others.forEach(summed::remove);
                summed.add("every " + kind);
            }
        });
        return new Asked(type, name, parent, options, summed, leaves);
    }

    /** The same with other texts. */
    Asked with(UnaryOperator<String> words) {
        SortedSet<String> others = new TreeSet<>();
        after.forEach(title -> others.add(words.apply(title)));
        Map<String, String> values = new LinkedHashMap<>();
        leaves.forEach((path, leaf) -> values.put(words.apply(path), words.apply(leaf)));
        return new Asked(
                type,
                words.apply(name),
                words.apply(parent),
                options.stream().map(words).toList(),
                others,
                values);
    }

    /** Whether only what it waits for and the values of its inputs differ from another's. */
    boolean isLike(Asked other) {
        return type.equals(other.type)
                && parent.equals(other.parent)
                && options.equals(other.options)
                && List.copyOf(leaves.keySet()).equals(List.copyOf(other.leaves.keySet()));
    }

    /** {@code Record zk1.films, zk2.films; Volume zk1}. */
    String waits() {
        Map<String, String> types = new LinkedHashMap<>();
        after.forEach(title -> types.merge(
                title.substring(0, title.indexOf(' ')),
                title,
                (list, next) -> list + "," + next.substring(next.indexOf(' '))));
        return String.join("; ", types.values());
    }

    /** What follows its title beneath the heading of a parent: the rest of its type, its parent, its options. */
    String head(String heading) {
        return "  (" + module() + (parent.equals(heading) ? "" : " in " + parent) + ")\n"
                + (options.isEmpty() ? "" : "  ! " + String.join(", ", options) + "\n");
    }
}
