package io.trivet.cli;

import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option of a command that moves copies of partitions, and waits until they are there. */
final class ThrottleOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--throttle",
            paramLabel = "RATE",
            converter = RateOption.Converter.class,
            description =
                    "Bytes a second for what moves, to and from each broker, as 50MiB/s; it is taken away at the end, and"
                            + " must be above what clients write to the partitions that move.")
    private Optional<RateOption> throttle = Optional.empty();

    /** Refuses a limit of what is not to move. */
    void require(boolean apply) {
        if (throttle.isPresent() && !apply) {
            throw new ParameterException(
                    spec.commandLine(), "--throttle limits what moves, and nothing moves without --apply");
        }
    }

    /** What each broker may send to copies that come, and take of them; empty for no limit. */
    OptionalLong bytesPerSecond() {
        return throttle.map(RateOption::bytesPerSecond).orElse(OptionalLong.empty());
    }
}
