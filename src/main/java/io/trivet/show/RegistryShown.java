package io.trivet.show;

import io.trivet.process.client.SchemaRegistry;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Registries of schemas: what each is, where, and what clients read of their environment to log in. */
final class RegistryShown {
    private static final List<Column> COLUMNS =
            List.of(Column.of("registry", "Registry"), Column.of("of", "Of"), Column.of("where", "Where"));

    private RegistryShown() {}

    /**
     * A registry for programs.
     *
     * @param variables of the environment of clients, in which their login is
     */
    record Told(String registry, String of, String where, List<String> variables) {}

    /** All of them, by name. */
    static List<Told> told(SortedMap<String, SchemaRegistry> registries) {
        List<Told> told = new ArrayList<>();
        registries.forEach(
                (name, registry) -> told.add(new Told(name, registry.title(), registry.where(), registry.variables())));
        return List.copyOf(told);
    }

    /** A row for each; nothing where there is none. */
    static Optional<Section> of(SortedMap<String, SchemaRegistry> registries) {
        List<Row> rows = new ArrayList<>();
        registries.forEach((name, registry) ->
                rows.add(Row.of(Phrase.code(name), Phrase.plain(registry.title()), Phrase.code(registry.where()))));
        int count = rows.size();
        return registries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section(
                        Level.PART,
                        Phrase.title(count == 1 ? "1 registry" : count + " registries", "Registries"),
                        new Table(COLUMNS, rows)));
    }
}
