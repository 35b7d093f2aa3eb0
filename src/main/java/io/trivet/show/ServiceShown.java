package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trivet.layout.PlannedTopic;
import io.trivet.plan.ExternalProvision;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import io.trivet.show.Page.Column;
import io.trivet.show.Page.Level;
import io.trivet.show.Page.Row;
import io.trivet.show.Page.Section;
import io.trivet.show.Page.Table;
import io.trivet.show.Phrase.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands around a cluster that a service runs: how clients reach it, its names and topics. */
public final class ServiceShown {
    private ServiceShown() {}

    private record Answer(
            String stack,
            String cluster,
            String environment,
            Optional<String> region,
            String service,
            @JsonUnwrapped Access access,
            Optional<String> secret,
            List<ExternalProvision.Alias> aliases,
            List<PlannedTopic> topics,
            List<String> files) {
        static Answer of(ExternalProvision shown) {
            return new Answer(
                    shown.id(),
                    shown.cluster(),
                    shown.environment(),
                    filled(shown.region()),
                    shown.service().word(),
                    Access.of(shown.access()),
                    filled(shown.secret()),
                    shown.aliases(),
                    shown.topics(),
                    ServiceShown.files(shown));
        }
    }

    private record Access(
            List<String> bootstrap,
            String protocol,
            Optional<String> mechanism,
            Optional<String> authority,
            List<String> variables) {
        static Access of(ClientAccess access) {
            return new Access(
                    access.bootstrap(),
                    access.protocol().name(),
                    access.login() instanceof ClientAccess.Login.Password password
                            ? Optional.of(password.mechanism().text())
                            : Optional.empty(),
                    filled(access.authority()),
                    access.variables());
        }
    }

    /** What {@code trivet show} prints. */
    public static Shown of(ExternalProvision shown) {
        return new Shown(() -> page(shown), () -> Answer.of(shown));
    }

    private static Page page(ExternalProvision shown) {
        String place = filled(shown.region())
                .map(region -> shown.environment() + " in " + region)
                .orElse(shown.environment());
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Section(
                Level.TITLE,
                Phrase.title(
                        shown.id() + ": " + shown.cluster() + ", " + place, shown.cluster() + " (" + shown.id() + ")"),
                Table.ofFacts(facts(shown))));
        if (!shown.aliases().isEmpty()) {
            int aliases = shown.aliases().size();
            blocks.add(new Section(
                    Level.PART,
                    Phrase.title(aliases + (aliases == 1 ? " alias" : " aliases"), "Aliases"),
                    new Table(
                            List.of(Column.of("alias", "Alias"), Column.of("stands for", "Stands for")),
                            shown.aliases().stream()
                                    .map(alias -> Row.of(Phrase.code(alias.name()), Phrase.code(alias.host())))
                                    .toList())));
        }
        TopicTable.ofPlanned(shown.topics()).ifPresent(blocks::add);
        blocks.add(new Section(
                        Level.PART,
                        Phrase.strong(Words.count(shown.files().size(), "file")).and(", which trivet render writes"),
                        new Page.Listing(
                                "", files(shown).stream().map(Phrase::plain).toList(), In.BOTH))
                .in(In.TEXT));
        return new Page(blocks);
    }

    private static List<Row> facts(ExternalProvision shown) {
        ClientAccess access = shown.access();
        List<Row> facts = new ArrayList<>();
        facts.add(Row.fact("Environment", shown.environment()).in(In.MARKDOWN));
        filled(shown.region())
                .ifPresent(region -> facts.add(Row.fact("Region", region).in(In.MARKDOWN)));
        String closed = shown.service()
                .closure()
                .map(closure -> ", closed on " + closure.on())
                .orElse("");
        facts.add(Row.fact("Service", shown.service().title() + closed));
        facts.add(Row.fact("Bootstrap", String.join(",", access.bootstrap())));
        facts.add(Row.fact("Clients", access.protocol().name() + login(access)));
        filled(access.authority()).ifPresent(authority -> facts.add(Row.fact("Authority", authority)));
        if (!access.variables().isEmpty()) {
            facts.add(Row.fact(
                    "Secret",
                    shown.secret() + ", as " + Words.list(access.variables()) + " in the environment of clients"));
        }
        return facts;
    }

    private static String login(ClientAccess access) {
        if (access.login() instanceof ClientAccess.Login.Password password) {
            return " with " + password.mechanism();
        }
        return access.login() instanceof ClientAccess.Login.Certificate
                ? " with a client certificate"
                : ", without a login";
    }

    /** The paths of the files, as {@code trivet render} writes them. */
    private static List<String> files(ExternalProvision shown) {
        return shown.files().stream().map(file -> file.path().substring(1)).toList();
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
