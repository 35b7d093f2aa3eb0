package io.trivet.edge.aws;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What is asked of the engine, for a reviewer to read in one go and without a loss: no two lists of registrations are
 * written alike.
 *
 * <p>Of the nodes of a role and of the zones the first stands in full, and each other one as what differs when its
 * name, its address, its zone and the digest of its files are put in the place of the first's. Resources of one type
 * and shape are a {@link RegistrationsTable}, and {@link LongTexts} stand in files of their own.
 */
final class RegistrationsText {
    /** Lines of a text that is not long. */
    private static final int SHORT = 8;

    private final List<Asked> all;
    private final Members members;
    private final StringBuilder text = new StringBuilder();
    private final LongTexts texts = new LongTexts();

    private RegistrationsText(List<Asked> all) {
        Map<String, List<String>> titles = all.stream()
                .collect(Collectors.groupingBy(
                        Asked::kind, TreeMap::new, Collectors.mapping(Asked::title, Collectors.toList())));
        this.all = all.stream().map(asked -> asked.summed(titles)).toList();
        this.members = new Members(this.all);
    }

    /** {@code registrations.txt}, and the files of the long texts in it. */
    static SortedMap<String, String> of(Registrations registrations) {
        return of(registrations.list().stream().map(Asked::of).toList(), registrations.outputs());
    }

    static SortedMap<String, String> of(List<Asked> all, Map<String, Object> outputs) {
        RegistrationsText written = new RegistrationsText(all);
        written.alone();
        written.members();
        written.heading("Outputs");
        outputs.forEach((name, value) -> written.leaf("outputs", name, value.toString(), ""));
        SortedMap<String, String> files = new TreeMap<>(written.texts.files);
        files.put("registrations.txt", written.text.toString());
        return files;
    }

    private void alone() {
        List<Asked> alone =
                all.stream().filter(asked -> members.of(asked).isEmpty()).toList();
        groups(alone, Asked::parent).forEach((parent, children) -> {
            heading("In " + parent);
            inFull(children, parent);
        });
    }

    private void inFull(List<Asked> list, String parent) {
        groups(list, asked -> asked.parent() + asked.shape()).values().forEach(alike -> {
            Optional<String> table = alike.size() > 1 ? RegistrationsTable.of(alike, parent, texts) : Optional.empty();
            table.ifPresentOrElse(text::append, () -> alike.forEach(asked -> whole(asked, parent)));
        });
    }

    private void heading(String heading) {
        text.append("# ").append(heading).append("\n\n");
    }

    private static Map<String, List<Asked>> groups(List<Asked> list, Function<Asked, String> key) {
        return list.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private void members() {
        members.byKind().values().forEach(alike -> {
            Member first = alike.firstKey();
            List<Asked> example = alike.remove(first);
            String parent = groups(example, Asked::parent).entrySet().stream()
                    .max(Comparator.comparingInt(group -> group.getValue().size()))
                    .orElseThrow()
                    .getKey();
            heading(first.name() + ", in " + parent);
            inFull(example, parent);
            alike.forEach((member, own) -> {
                heading(member.name() + ", which is " + first.name() + " with " + first.with(member));
                UnaryOperator<String> words = first.as(member);
                another(example.stream().map(asked -> asked.with(words)).toList(), own);
            });
        });
    }

    private void another(List<Asked> expected, List<Asked> own) {
        int start = text.length();
        Map<String, Asked> found = new LinkedHashMap<>();
        own.forEach(asked -> found.put(asked.title(), asked));
        for (Asked one : expected) {
            Asked asked = found.remove(one.title());
            if (asked == null) {
                text.append("no ").append(one.title()).append('\n');
            } else if (!asked.isLike(one)) {
                whole(asked, "");
            } else if (!asked.equals(one)) {
                difference(one, asked);
            }
        }
        found.values().forEach(asked -> whole(asked, ""));
        text.append(text.length() > start ? "\n" : "");
    }

    private void difference(Asked expected, Asked asked) {
        text.append(asked.title()).append('\n');
        SortedSet<String> more = new TreeSet<>(asked.after());
        more.removeAll(expected.after());
        SortedSet<String> less = new TreeSet<>(expected.after());
        less.removeAll(asked.after());
        more.forEach(title -> text.append("  > after: ").append(title).append('\n'));
        less.forEach(title -> text.append("  > not after: ").append(title).append('\n'));
        asked.leaves().forEach((path, leaf) -> {
            String before = expected.leaves().get(path);
            if (!leaf.equals(before) && !lines(path, before, leaf)) {
                leaf(asked.name(), path, leaf, "  ");
            }
        });
    }

    /** Writes the lines of a text that differ where all others are where they were, and says whether they are. */
    private boolean lines(String path, String before, String after) {
        String[] one = before.split("\n", -1);
        String[] other = after.split("\n", -1);
        for (int i = 0; i < one.length && one.length == other.length && one.length > 1; i++) {
            if (!one[i].equals(other[i])) {
                text.append("  %s line %d: %s\n".formatted(path, i + 1, other[i]));
            }
        }
        return one.length == other.length && one.length > 1;
    }

    private void whole(Asked asked, String parent) {
        text.append(asked.title()).append(asked.head(parent));
        if (!asked.after().isEmpty()) {
            text.append("  > after: ").append(asked.waits()).append('\n');
        }
        asked.leaves().forEach((path, leaf) -> leaf(asked.name(), path, leaf, "  "));
        text.append('\n');
    }

    private void leaf(String name, String path, String leaf, String indent) {
        text.append(indent).append(path).append(':');
        List<String> lines = List.of(leaf.split("\n", -1));
        boolean ended = leaf.endsWith("\n");
        if (lines.size() == 1) {
            text.append(' ').append(leaf).append('\n');
        } else if (lines.size() > SHORT + 1) {
            text.append(' ').append(texts.reference(name, path, leaf)).append('\n');
        } else {
            text.append(ended ? " |\n" : " |-\n");
            lines.subList(0, lines.size() - (ended ? 1 : 0))
                    .forEach(line -> text.append(line.isEmpty() ? "" : indent + "  " + line)
                            .append('\n'));
        }
    }
}
