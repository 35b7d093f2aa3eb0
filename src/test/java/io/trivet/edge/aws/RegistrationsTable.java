package io.trivet.edge.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several resources of one type and shape: what all have, and a row for each with the rest.
 *
 * <p>{@code {name}} is the name of the resource of the row, and {@code {fromPort}} what stands in that column. Where
 * all cells are references to resources of one type, the head says so.
 */
final class RegistrationsTable {
    private static final String NEXT = " | ";

    private final List<Asked> alike;
    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    private RegistrationsTable(List<Asked> alike, LongTexts texts) {
        this.alike = alike;
        for (Asked asked : alike) {
            add("> after", asked.waits());
            asked.leaves()
                    .forEach((path, leaf) -> add(
                            path,
                            leaf.contains("\n")
                                    ? texts.reference(asked.name(), path, leaf)
                                    : leaf.replace(asked.name(), "{name}")));
        }
    }

    private void add(String path, String cell) {
        columns.computeIfAbsent(path, key -> new ArrayList<>()).add(cell);
    }

    /** Empty where a cell would read as two. */
    static Optional<String> of(List<Asked> alike, String parent, LongTexts texts) {
        RegistrationsTable table = new RegistrationsTable(alike, texts);
        return table.columns.values().stream().flatMap(List::stream).anyMatch(cell -> cell.contains(NEXT))
                ? Optional.empty()
                : Optional.of(table.text(parent));
    }

    private String text(String parent) {
        Asked first = alike.get(0);
        StringBuilder text = new StringBuilder(first.kind() + " × " + alike.size() + first.head(parent));
        Map<List<String>, String> own = new LinkedHashMap<>();
        columns.forEach((path, cells) -> {
            boolean differ = cells.stream().distinct().count() > 1;
            String same = own.containsKey(cells) ? "{" + own.get(cells) + "}" : cells.get(0);
            if (differ && !own.containsKey(cells)) {
                own.put(cells, path);
            } else if (!same.isEmpty()) {
                text.append("  ").append(path).append(": ").append(same).append('\n');
            }
        });
        List<List<String>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(List.of("{name}")));
        alike.forEach(asked -> rows.add(new ArrayList<>(List.of(asked.name()))));
        own.forEach((cells, path) -> {
            String common = common(cells);
            rows.get(0).add(common.isEmpty() ? path : path + " " + common);
            for (int i = 0; i < cells.size(); i++) {
                rows.get(i + 1)
                        .add(common.isEmpty() ? cells.get(i) : cells.get(i).replaceFirst("^\\S+ (.*)\\.\\w+}$", "$1"));
            }
        });
        rows.forEach(row -> text.append(row.stream().collect(Collectors.joining(NEXT, "  | ", "\n"))));
        return text.append('\n').toString();
    }

    /** What references to resources of one type have in common; empty where the cells are no such. */
    private static String common(List<String> cells) {
        List<String> common = cells.stream()
                .map(cell -> cell.replaceFirst("^(\\$\\{\\w+) \\S+(\\.\\w+})$", "$1 …$2"))
                .distinct()
                .toList();
        return common.size() == 1 ? common.get(0) : "";
    }
}
