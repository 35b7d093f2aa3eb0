package io.trivet.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says for whom a command answers, people or programs. */
final class FormatOption {
    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
    private Answer answer = Answer.TEXT;

    private enum Answer {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether programs read it. */
    boolean isJson() {
        return answer == Answer.JSON;
    }
}
