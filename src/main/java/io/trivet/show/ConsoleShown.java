package io.trivet.show;

import io.trivet.plan.Plan;
import io.trivet.problem.Words;
import io.trivet.process.ConfigFile;
import io.trivet.process.console.ConsoleFiles;
import io.trivet.show.Page.Row;
import io.trivet.stack.Console;
import java.util.List;
import java.util.Optional;

/** The described console: which program, what may be done with it, and how people log in. */
final class ConsoleShown {
    private ConsoleShown() {}

    /**
     * A console for programs.
     *
     * @param release name and version of the program that its files are for
     * @param login {@code password} or {@code oidc}; left out where people need none
     * @param files as {@code trivet render} writes them
     */
    record Told(String kind, String release, String access, Optional<String> login, List<String> files) {}

    /** The one that is described. */
    static Optional<Told> told(Plan<?> plan) {
        return plan.console()
                .map(console -> new Told(
                        Words.of(console.kind()),
                        ConsoleFiles.release(console.kind()),
                        console.mayWrite() ? "write" : "read",
                        console.login().map(login -> login.oidc().isPresent() ? "oidc" : "password"),
                        plan.files().stream()
                                .map(ConfigFile::path)
                                .filter(path -> path.startsWith("/console/"))
                                .map(path -> path.substring(1))
                                .toList()));
    }

    /** A row for it; none where none is described. */
    static List<Row> facts(Plan<?> plan) {
        return plan
                .console()
                .map(console -> Row.fact(
                        "Console",
                        ConsoleFiles.release(console.kind()) + ", which "
                                + (console.mayWrite() ? "may write" : "only reads") + ", " + login(console)))
                .stream()
                .toList();
    }

    private static String login(Console console) {
        Optional<String> at = console.login().flatMap(Console.Login::oidc).map(Console.Oidc::issuer);
        Optional<String> as = console.login().flatMap(Console.Login::password).map(Console.Password::user);
        return at.map(issuer -> "behind a login at " + issuer)
                .or(() -> as.map(user -> "behind the password of " + user))
                .orElse("without a login");
    }
}
