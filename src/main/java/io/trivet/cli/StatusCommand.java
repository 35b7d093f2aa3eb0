package io.trivet.cli;

import io.trivet.operate.Clock;
import io.trivet.operate.Failure;
import io.trivet.operate.LiveCluster;
import io.trivet.operate.LiveStatus;
import io.trivet.operate.status.Status;
import io.trivet.problem.Problem;
import io.trivet.show.Colour;
import io.trivet.show.LiveStatusShown;
import io.trivet.show.Shown;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trivet operate status}: how a cluster is that runs. */
@Command(
        name = "status",
        description =
                "Ask a running cluster how it is: brokers by zone, partitions that are offline or not in sync, metadata,"
                        + " volumes, what moves, consumer groups, and whether a zone may be lost now. Nothing is changed."
                        + " Ends with 1 when something needs a hand. A login comes from KAFKA_USERNAME and KAFKA_PASSWORD"
                        + " (KAFKA_CERTIFICATE and KAFKA_KEY with client certificates) or from files.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** To the upper left, and nothing below. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Terminal terminal;

    @Parameters(paramLabel = "STACK", description = "Name of a stack, or path of its file.")
    private String stack = "";

    @Mixin
    private LookOptions where = new LookOptions();

    @Option(
            names = "--watch",
            description = "Ask again every three seconds, until Ctrl-C; as JSON each answer is one line.")
    private boolean watch;

    @Mixin
    private FormatOption format = new FormatOption();

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return where.with(terminal, stack, "trivet operate status", this::status);
    }

    private int status(LookedCluster asked) {
        try (LiveCluster cluster = asked.connect()) {
            LiveStatus live = new LiveStatus(cluster, asked.way());
            return watch ? watched(live, asked) : once(live, asked);
        } catch (Failure e) {
            return AskedCluster.failed(terminal, e, asked.hidden());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AskedCluster.interrupted(terminal, asked.way().place());
        }
    }

    private int once(LiveStatus live, LookedCluster asked) throws Failure, InterruptedException {
        Status status = Status.of(live.look(asked.expected()), asked.expected());
        terminal.result(shown(status, asked), format.isJson());
        return status.isWell() ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    /** Ends when its reader has gone, or with the process. A cluster that does not answer now may do so later. */
    private int watched(LiveStatus live, LookedCluster asked) throws Failure, InterruptedException {
        while (!terminal.out().checkError()) {
            try {
                Shown shown = shown(Status.of(live.look(asked.expected()), asked.expected()), asked);
                terminal.result(
                        format.isJson()
                                ? shown.jsonLine()
                                : (terminal.colour() == Colour.ON ? CLEAR : "\n") + shown.text(terminal.colour()));
            } catch (Failure e) {
                Problem problem = e.problems().get(0);
                if (!problem.id().equals("cluster-unreachable")) {
                    throw e;
                }
                AskedCluster.failed(terminal, e, asked.hidden());
            }
            Clock.SYSTEM.pause(PAUSE);
        }
        return ExitCode.OK;
    }

    private static Shown shown(Status status, LookedCluster asked) {
        return LiveStatusShown.of(asked.description().id(), String.join(",", asked.bootstrap()), status);
    }
}
