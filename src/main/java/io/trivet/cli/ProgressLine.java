package io.trivet.cli;

import io.trivet.edge.local.cluster.Progress;
import io.trivet.problem.Visible;
import java.io.PrintStream;

/** Progress for people: on a terminal one line that is written over, elsewhere a line for each new thing. */
final class ProgressLine implements Progress {
    private static final String CLEAR = "\r\u001b[K";

    /** What fits a narrow terminal; a line that wraps cannot be written over. */
    private static final int WIDTH = 100;

    private final PrintStream err;
    private final boolean live;
    private String last = "";

    /** @param live whether {@code err} is a terminal */
    ProgressLine(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
    }

    @Override
    public void step(String step) {
        String text = Visible.of(step);
        if (text.equals(last)) {
            return;
        }
        last = text;
        if (live) {
            err.print(CLEAR + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text));
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Takes the last step away, so that what follows stands alone. */
    void end() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
