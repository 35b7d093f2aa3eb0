package io.trivet.cli;

import io.trivet.stack.Throughput;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How much of a broker's network moves of copies may take.
 *
 * @param bytesPerSecond that a broker may send to copies that come, and as many that it may take; empty for no limit
 */
record RateOption(OptionalLong bytesPerSecond) {
    private static final String NONE = "none";

    /** Reads {@code 50MiB/s} or {@code none}. */
    static final class Converter implements ITypeConverter<RateOption> {
        @Override
        public RateOption convert(String text) {
            if (text.equals(NONE)) {
                return new RateOption(OptionalLong.empty());
            }
            return Throughput.parse(text)
                    .filter(rate -> rate.perSecond().bytes() > 0)
                    .map(rate -> new RateOption(OptionalLong.of(rate.perSecond().bytes())))
                    .orElseThrow(() ->
                            new TypeConversionException("it must be a rate such as 50MiB/s, or none, but was " + text));
        }
    }
}
