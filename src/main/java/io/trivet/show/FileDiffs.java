package io.trivet.show;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.trivet.layout.Node;
import io.trivet.layout.Role;
import io.trivet.plan.Delta;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedNode;
import io.trivet.platform.Change;
import io.trivet.problem.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The unified diffs of the files of nodes that were and will be; the same change on many nodes stands once. */
final class FileDiffs {
    private static final int CONTEXT = 2;

    private FileDiffs() {}

    /**
     * A changed file.
     *
     * @param path on the node
     * @param where the nodes that have it, in words
     * @param lines of the unified diff, without its head
     */
    record FileDiff(String path, String where, List<String> lines) {}

    private record Own(Change change, Node node) {}

    /** The diffs, what roles share first. */
    static List<FileDiff> of(Delta delta, Plan<?> before, Plan<?> after) {
        List<FileDiff> diffs = new ArrayList<>();
        Map<String, Node> nodes = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (PlannedNode node : after.nodes()) {
            nodes.put(node.node().name(), node.node());
            counts.merge(node.node().role().word(), 1, Integer::sum);
        }
        Map<String, Node> old = new TreeMap<>();
        before.nodes().forEach(node -> old.put(node.node().name(), node.node()));
        Map<String, List<Own>> groups = new LinkedHashMap<>();
        for (Change change : delta.changes()) {
            List<String> keys = change.keys();
            if (keys.size() != 4
                    || !keys.get(2).equals("files")
                    || change.before().isEmpty()
                    || change.after().isEmpty()) {
                continue;
            }
            if (keys.get(0).equals("roles")) {
                int count = counts.getOrDefault(keys.get(1), 0);
                Role role = Role.of(keys.get(1));
                String one = role.isBroker() || role.isWorker() ? role.noun() : role.word();
                diffs.add(new FileDiff(
                        keys.get(3),
                        count == 1 ? "the " + one : "all " + Words.count(count, one),
                        lines(change.before().get(), change.after().get())));
            } else if (nodes.containsKey(keys.get(1)) && old.containsKey(keys.get(1))) {
                Node node = nodes.get(keys.get(1));
                String alike = general(change.before().get(), old.get(keys.get(1))) + "\n==>\n"
                        + general(change.after().get(), node);
                groups.computeIfAbsent(keys.get(3) + "\n" + alike, key -> new ArrayList<>())
                        .add(new Own(change, node));
            }
        }
        groups.values().forEach(group -> diffs.add(own(group)));
        return diffs;
    }

    private static FileDiff own(List<Own> group) {
        Own first = group.get(0);
        String others = group.size() == 1 ? "" : ", and alike on " + Words.count(group.size() - 1, "more node");
        return new FileDiff(
                first.change().keys().get(3),
                first.node().name() + others,
                lines(first.change().before().orElse(""), first.change().after().orElse("")));
    }

    /** The text without what is the node's own, so that two nodes can be seen to change alike. */
    private static String general(String text, Node node) {
        return text.replace(node.dnsName(), "<name>")
                .replace(node.address().toString(), "<address>")
                .replace("=" + node.id() + "\n", "=<id>\n")
                .replace(node.zone().name(), "<zone>");
    }

    private static List<String> lines(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", old, DiffUtils.diff(old, after.lines().toList()), CONTEXT);
        // What differs in the last line feed only has no line to show.
        return diff.size() > 2 ? diff.subList(2, diff.size()) : List.of();
    }
}
