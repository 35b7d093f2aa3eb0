package io.trivet.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the jars of described plugins hold.
 *
 * @param read classes by name, by plugin
 * @param unread plugins that have not been looked into, since they are not on this machine
 */
public record PluginClasses(SortedMap<String, SortedMap<String, JarClass>> read, SortedSet<String> unread) {
    /** Where no plugin is described. */
    public static final PluginClasses NONE = new PluginClasses(new TreeMap<>(), new TreeSet<>());

    public PluginClasses {
        read = Collections.unmodifiableSortedMap(new TreeMap<>(read));
        unread = Collections.unmodifiableSortedSet(new TreeSet<>(unread));
    }

    /** What is known where no file is looked into: a class may be in any plugin that is described. */
    public static PluginClasses unread(Collection<String> described) {
        return new PluginClasses(new TreeMap<>(), new TreeSet<>(described));
    }

    /** The plugin that holds a class; empty when none of those does that were looked into. */
    public Optional<String> holder(String name) {
        return read.entrySet().stream()
                .filter(plugin -> plugin.getValue().containsKey(name))
                .map(plugin -> plugin.getKey())
                .findFirst();
    }

    /** The class of this name in a plugin. */
    public Optional<JarClass> find(String name) {
        return holder(name).map(plugin -> read.get(plugin)).map(classes -> classes.get(name));
    }

    /** Whether a class of a plugin is of a kind, by its own word or that of a class or interface above it. */
    public boolean isOne(String name, ServerClasses.Kind kind) {
        return isOne(name, kind, new TreeSet<>());
    }

    private boolean isOne(String name, ServerClasses.Kind kind, SortedSet<String> seen) {
        return kind.includes(name)
                || seen.add(name)
                        && find(name).stream()
                                .flatMap(one -> one.above().stream())
                                .anyMatch(above -> isOne(above, kind, seen));
    }

    /** The classes of a kind of which Kafka can make one, sorted. */
    public List<String> usable(ServerClasses.Kind kind) {
        List<String> usable = new ArrayList<>();
        for (SortedMap<String, JarClass> classes : read.values()) {
            classes.values().stream()
                    .filter(one -> one.concrete() && one.open() && isOne(one.name(), kind))
                    .forEach(one -> usable.add(one.name()));
        }
        return usable.stream().sorted().toList();
    }
}
