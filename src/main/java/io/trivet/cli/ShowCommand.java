package io.trivet.cli;

import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.platform.Prices;
import io.trivet.platform.move.Move;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.show.LayoutShown;
import io.trivet.show.LayoutSvg;
import io.trivet.show.MoveShown;
import io.trivet.show.MskShown;
import io.trivet.show.Overview;
import io.trivet.show.ServiceShown;
import io.trivet.show.Shown;
import io.trivet.stack.Description;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trivet show}: the layout of a stack. */
@Command(
        name = "show",
        description = "Show the layout of a stack: zones, nodes, addresses, names, ports, topics, alerts.")
final class ShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), json, markdown or svg.")
    private Format format = Format.TEXT;

    @Option(
            names = "--as",
            paramLabel = "PLATFORM",
            description =
                    "What the stack would be on the other platform, msk or ec2: what is lost, and what both cost.")
    private @Nullable Platform as;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "With --as msk: standard (the default), express or serverless.")
    private @Nullable MskType type;

    @Option(names = "--all", description = "Every node and every alert as text, however many there are.")
    private boolean all;

    /** Platforms to which a description can be turned. */
    private enum Platform {
        EC2,
        MSK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (type != null && as != Platform.MSK) {
            throw new ParameterException(spec.commandLine(), "--type goes with --as msk");
        }
        return Stacks.one(terminal, name, this::show);
    }

    private int show(Description<?> description) {
        if (as != null) {
            return move(description, as);
        }
        return description.on(
                this::onEc2,
                msk -> withoutSvg(msk, () -> MskShown.of(msk, Plan.ofMsk(msk, Optional.empty()))),
                service -> withoutSvg(service, () -> ServiceShown.of(Plan.ofService(service))));
    }

    private int onEc2(Description<OnEc2> description) {
        Overview overview = new Overview(description, Plan.of(description, Site.EC2));
        if (format == Format.SVG) {
            terminal.result(LayoutSvg.of(overview));
            return ExitCode.OK;
        }
        return print(LayoutShown.of(overview));
    }

    private int withoutSvg(Description<?> description, Supplier<Shown> shown) {
        return format == Format.SVG
                ? refused(
                        description,
                        "be ec2 for --format svg: there are no nodes to draw",
                        "choose text, json or markdown")
                : print(shown.get());
    }

    private int move(Description<?> description, Platform platform) {
        if (format == Format.SVG) {
            return refused(
                    description,
                    "not be drawn as " + platform + ": there is no drawing of what is lost",
                    "choose text, json or markdown");
        }
        return description.on(
                ec2 -> platform == Platform.MSK
                        ? moved(Move.toMsk(ec2, type == null ? MskType.STANDARD : type))
                        : notMoved(ec2, platform, ", or leave out --as"),
                msk -> platform == Platform.EC2
                        ? moved(Move.toEc2(msk))
                        : notMoved(msk, platform, ", or leave out --as"),
                service -> notMoved(service, platform, ""));
    }

    private int moved(Move move) {
        return print(MoveShown.of(move, Prices.read()));
    }

    private int notMoved(Description<?> description, Platform platform, String otherwise) {
        return refused(
                description,
                "be " + (platform == Platform.MSK ? "ec2" : "msk") + " for --as " + platform
                        + ": a description is turned from one of the two to the other",
                "name another stack" + otherwise);
    }

    private int refused(Description<?> description, String must, String mend) {
        return terminal.problems(
                new Problems(List.of(Problem.error(
                                "other-platform",
                                description.places().at("platform"),
                                description.platform().word())
                        .must(must)
                        .mend(mend))),
                false);
    }

    private int print(Shown shown) {
        terminal.result(
                switch (format) {
                    case JSON -> shown.json();
                    case MARKDOWN -> shown.markdown();
                    case TEXT, SVG -> all ? shown.wholeText(terminal.colour()) : shown.text(terminal.colour());
                });
        return ExitCode.OK;
    }
}
