package io.trivet.show;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.trivet.layout.PlannedTopic;
import io.trivet.plan.Plan;
import io.trivet.platform.ServicePlatform;
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
            List<ServicePlatform.Alias> aliases,
            List<PlannedTopic> topics,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RegistryShown.Told> registries,
            List<UserShown.Told> users,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<ConsoleShown.Told> console,
            List<String> files) {
        static Answer of(Plan<ServicePlatform> plan) {
            return new Answer(
                    plan.id(),
                    plan.layout().cluster(),
                    plan.environment(),
                    filled(plan.region()),
                    plan.platform().service().word(),
                    Access.of(plan.platform().access()),
                    filled(plan.platform().secret()),
                    plan.platform().aliases(),
                    plan.topics(),
                    RegistryShown.told(plan.registries()),
                    UserShown.told(plan.platform().users()),
                    ConsoleShown.told(plan),
                    ServiceShown.files(plan));
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
    public static Shown of(Plan<ServicePlatform> plan) {
        return new Shown(() -> page(plan), () -> Answer.of(plan));
    }

    private static Page page(Plan<ServicePlatform> plan) {
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(
                ClusterPage.head(plan.id(), plan.layout().cluster(), plan.environment(), plan.region(), facts(plan)));
        if (!plan.platform().aliases().isEmpty()) {
            int aliases = plan.platform().aliases().size();
            blocks.add(new Section(
                    Level.PART,
                    Phrase.title(aliases + (aliases == 1 ? " alias" : " aliases"), "Aliases"),
                    new Table(
                            List.of(Column.of("alias", "Alias"), Column.of("stands for", "Stands for")),
                            plan.platform().aliases().stream()
                                    .map(alias -> Row.of(Phrase.code(alias.name()), Phrase.code(alias.host())))
                                    .toList())));
        }
        ClusterPage.topics(plan.topics()).ifPresent(blocks::add);
        RegistryShown.of(plan.registries()).ifPresent(blocks::add);
        UserShown.of(plan.platform().users()).ifPresent(blocks::add);
        blocks.add(new Section(
                        Level.PART,
                        Phrase.strong(Words.count(plan.files().size(), "file")).and(", which trivet render writes"),
                        new Page.Listing(
                                "", files(plan).stream().map(Phrase::plain).toList(), In.BOTH))
                .in(In.TEXT));
        return new Page(blocks);
    }

    private static List<Row> facts(Plan<ServicePlatform> plan) {
        ClientAccess access = plan.platform().access();
        List<Row> facts = new ArrayList<>();
        String closed = plan.platform()
                .service()
                .closure()
                .map(closure -> ", closed on " + closure.on())
                .orElse("");
        facts.add(Row.fact("Service", plan.platform().service().title() + closed));
        facts.add(Row.fact("Bootstrap", String.join(",", access.bootstrap())));
        facts.add(Row.fact("Clients", access.protocol().name() + login(access)));
        filled(access.authority()).ifPresent(authority -> facts.add(Row.fact("Authority", authority)));
        if (!access.variables().isEmpty()) {
            facts.add(Row.fact(
                    "Secret",
                    plan.platform().secret() + ", as " + Words.list(access.variables())
                            + " in the environment of clients"));
        }
        facts.addAll(ConsoleShown.facts(plan));
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
    private static List<String> files(Plan<ServicePlatform> plan) {
        return plan.files().stream().map(file -> file.path().substring(1)).toList();
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
