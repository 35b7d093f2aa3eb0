package io.trivet.node;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.ServerText;
import io.trivet.kafka.SettingsDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a node has to be given.
 *
 * @param files paths of those that differ, or are not there
 * @param delta settings of a broker or controller that changed
 * @param restart why its process must start again, each in a word or two; empty when it need not
 */
public record Difference(List<String> files, SettingsDelta delta, List<String> restart) {
    /** Facts of a machine that its process depends on; the others are read when they are needed. */
    private static final List<String> SOFTWARE =
            List.of("PRODUCT", "VERSION", "DATA", "CONFIGURATION", Trust.AUTHORITY, Trust.TRUSTS, Trust.SOURCES);

    private static final String PLUGINS = "/etc/trivet/plugins";

    /** The day since which the process must have been started again. */
    private static final String RESTART = "RESTART";

    /** Nothing at all. */
    public boolean none() {
        return files.isEmpty();
    }

    /**
     * The difference between the files that lie on a node and those that must.
     *
     * @param applied text by path; a file that is not there has none
     * @param catalogue of the node's Kafka, asked for where it is needed: a ZooKeeper server has none
     */
    public static Difference of(Member member, SortedMap<String, String> applied, Supplier<Catalogue> catalogue) {
        List<String> files = new ArrayList<>();
        SortedSet<String> restart = new TreeSet<>();
        SettingsDelta delta = SettingsDelta.NOTHING;
        for (var wanted : member.files().entrySet()) {
            String path = wanted.getKey();
            String before = applied.getOrDefault(path, "");
            if (applied.containsKey(path) && before.equals(wanted.getValue())) {
                continue;
            }
            files.add(path);
            if (path.equals(member.server())) {
                delta = settings(member, before, wanted.getValue(), catalogue, restart);
            } else if (path.equals(PLUGINS) && member.role().isWorker()) {
                // It looks for them at its start; those of a broker are in the command that starts it.
                restart.add("plugins");
            } else if (path.startsWith("/etc/trivet/")) {
                software(before, wanted.getValue(), restart);
            } else if (!isReadAgain(path)) {
                restart.add(path.replaceFirst(".*/", ""));
            }
        }
        return new Difference(List.copyOf(files), delta, List.copyOf(restart));
    }

    /** The same where settings of these names do not reach the process: they are written, and that is all. */
    Difference without(SortedSet<String> names) {
        return new Difference(
                files,
                delta.without(names),
                restart.stream().filter(reason -> !names.contains(reason)).toList());
    }

    /** The same, and a restart for these reasons besides. */
    Difference restarting(List<String> reasons) {
        return new Difference(
                files, delta, Stream.concat(restart.stream(), reasons.stream()).toList());
    }

    private static SettingsDelta settings(
            Member member, String before, String after, Supplier<Catalogue> catalogue, SortedSet<String> restart) {
        SortedMap<String, String> applied = ServerText.read(before);
        SortedMap<String, String> wanted = ServerText.read(after);
        if (!member.isZooKeeper() && !member.role().isWorker()) {
            SettingsDelta both = SettingsDelta.between(applied, wanted, catalogue.get());
            SettingsDelta delta = member.role().isVoter() ? both.ofController() : both;
            restart.addAll(delta.restart());
            return delta;
        }
        SortedSet<String> names = new TreeSet<>(applied.keySet());
        names.addAll(wanted.keySet());
        names.stream()
                .filter(name -> !applied.getOrDefault(name, "").equals(wanted.getOrDefault(name, "")))
                .forEach(restart::add);
        return SettingsDelta.NOTHING;
    }

    private static void software(String before, String after, SortedSet<String> restart) {
        SortedMap<String, String> applied = ServerText.read(before);
        SortedMap<String, String> wanted = ServerText.read(after);
        SOFTWARE.stream()
                .filter(fact -> !applied.getOrDefault(fact, "").equals(wanted.getOrDefault(fact, "")))
                .forEach(fact -> restart.add(fact.toLowerCase(Locale.ROOT)));
        String day = wanted.getOrDefault(RESTART, "");
        if (!day.isEmpty() && !day.equals(applied.getOrDefault(RESTART, ""))) {
            restart.add("restart of " + day);
        }
    }

    /**
     * Whether the program that reads the file reads it again by itself: the exporter looks at the time of its rules
     * with each scrape (JmxCollector of jmx_exporter 1.0.1), and the kernel is told by sysctl.
     */
    private static boolean isReadAgain(String path) {
        return path.endsWith("/exporter.yaml") || path.startsWith("/etc/sysctl.d/");
    }
}
