package io.trivet.cli;

import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.LiveLag;
import io.trivet.operate.lag.Lag;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.problem.Problems;
import io.trivet.problem.Words;
import io.trivet.show.LagShown;
import io.trivet.stack.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trivet operate lag}: how far consumer groups are behind. */
@Command(
        name = "lag",
        description =
                "Ask a running cluster how far its consumer groups are behind, in records and in time; with --for 30s watch"
                        + " them so long, and judge how they read. Nothing is changed. Ends with 1 when a partition needs a"
                        + " hand. A login comes from KAFKA_USERNAME and KAFKA_PASSWORD (KAFKA_CERTIFICATE and KAFKA_KEY with"
                        + " client certificates) or from files.")
final class LagCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Mixin
    private LookOptions where = new LookOptions();

    @Option(names = "--group", paramLabel = "NAME", description = "Only this consumer group.")
    private Optional<String> group = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Watch so long, as 30s or 5m, and judge how the groups read.")
    private Optional<String> window = Optional.empty();

    @Mixin
    private FormatOption format = new FormatOption();

    LagCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Duration time = window.map(this::time).orElse(Duration.ZERO);
        return where.with(terminal, stack, "trivet operate lag", asked -> lag(asked, time));
    }

    private Duration time(String text) {
        return Span.parse(text)
                .map(Span::duration)
                .filter(time -> time.compareTo(LONGEST) <= 0 && time.toSeconds() > 0)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--for is 1s to 1h, as 30s or 5m"));
    }

    private int lag(LookedCluster asked, Duration time) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try (LiveCluster cluster = asked.connect()) {
            LiveLag live = new LiveLag(cluster, asked.way(), asked.settings(), Clock.SYSTEM);
            List<String> groups = live.groups();
            if (group.isPresent() && !groups.contains(group.get())) {
                return terminal.problems(new Problems(List.of(missing(group.get(), groups))), false);
            }
            Lag lag = live.look(group, time, progress::step);
            progress.end();
            terminal.result(
                    LagShown.of(asked.description().id(), String.join(",", asked.bootstrap()), lag), format.isJson());
            return lag.isWell() ? ExitCode.OK : ExitCode.PROBLEMS;
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, asked.hidden());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.way().place());
        }
    }

    private static Problem missing(String group, List<String> groups) {
        return Problem.error("no-group", Place.ofPath("--group"), group)
                .must(
                        groups.isEmpty()
                                ? "be a consumer group, of which this cluster shows none"
                                : "be a consumer group that this cluster shows")
                .mend(Words.nearest(group, groups)
                        .map(nearest -> "write " + nearest)
                        .orElse("leave it out to see all of them"));
    }
}
