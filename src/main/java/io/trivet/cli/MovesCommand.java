package io.trivet.cli;

import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.LiveStatus;
import io.trivet.operate.balance.LiveMoves;
import io.trivet.operate.status.Sight;
import io.trivet.show.MovesShown;
import io.trivet.show.MovesShown.Done;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate moves}: the copies of partitions that move now, whatever began it. */
@Command(
        name = "moves",
        description =
                "List the partitions that move between brokers now, whatever began it; with --cancel give them up, so that"
                        + " they stay where they were, and take their throttle away; with --throttle limit what each broker"
                        + " sends and takes for them.")
final class MovesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Mixin
    private LookOptions where = new LookOptions();

    @ArgGroup
    private Deed deed = new Deed();

    @Mixin
    private FormatOption format = new FormatOption();

    MovesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One of them, or none. */
    private static final class Deed {
        @Option(names = "--cancel", description = "Give up all moves; what came goes again.")
        private boolean cancel;

        @Option(
                names = "--throttle",
                paramLabel = "RATE",
                converter = RateOption.Converter.class,
                description = "Bytes a second for what moves, to and from each broker, as 50MiB/s; none for no limit.")
        private Optional<RateOption> throttle = Optional.empty();
    }

    @Override
    public Integer call() {
        return where.with(terminal, stack, "trivet operate moves", this::moves);
    }

    private int moves(LookedCluster asked) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.live());
        try (LiveCluster cluster = asked.connect()) {
            Sight sight = new LiveStatus(cluster, asked.way()).look(asked.expected());
            LiveMoves live =
                    new LiveMoves(cluster, WatchedCopies.ofBrokers(asked.way().place(), progress));
            Done done = done(live, sight);
            progress.end();
            terminal.result(
                    MovesShown.of(asked.description().id(), String.join(",", asked.bootstrap()), sight, done),
                    format.isJson());
            return ExitCode.OK;
        } catch (Failure e) {
            progress.end();
            return AskedCluster.failed(terminal, e, asked.hidden());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.way().place());
        }
    }

    private Done done(LiveMoves live, Sight sight) throws Failure, InterruptedException {
        if (deed.cancel) {
            live.cancel();
            return sight.moving().isEmpty() ? Done.UNTHROTTLED : Done.CANCELLED;
        }
        OptionalLong rate = deed.throttle.map(RateOption::bytesPerSecond).orElse(OptionalLong.empty());
        if (rate.isPresent() && !sight.moving().isEmpty()) {
            SortedMap<String, List<Integer>> targets = new TreeMap<>();
            sight.moving().forEach((partition, moving) -> targets.put(partition, moving.target()));
            live.throttle(sight.copies(), targets, rate.getAsLong());
            return Done.THROTTLED;
        }
        if (deed.throttle.isPresent() && rate.isEmpty()) {
            live.unthrottle(sight.throttled());
            return Done.UNTHROTTLED;
        }
        return Done.NOTHING;
    }
}
