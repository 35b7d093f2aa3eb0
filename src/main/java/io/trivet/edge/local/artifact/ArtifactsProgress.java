package io.trivet.edge.local.artifact;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a person sees of a fetch: one line that moves on a terminal, one line per program elsewhere. */
final class ArtifactsProgress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final boolean live;
    private String started = "";

    ArtifactsProgress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    /** A file is on its way. */
    void moved(List<String> words) {
        String title = words.get(1);
        String file = words.get(2);
        String files = words.get(3);
        String bytes = words.get(4);
        if (live) {
            out.print(CLEAR_LINE + "fetching " + title + "  " + files + " files  " + megabytes(bytes) + "  " + file);
            out.flush();
        } else if (!started.equals(title)) {
            out.println("fetching " + title + " into the local Maven repository, once");
        }
        started = title;
    }

    /** A program is complete. */
    void done(List<String> words) {
        if (words.get(2).equals("0")) {
            return;
        }
        clear();
        out.println("fetched " + words.get(1) + ": " + words.get(2) + " files, " + megabytes(words.get(3)));
    }

    @Override
    public void close() {
        clear();
    }

    private void clear() {
        if (live && !started.isEmpty()) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private static String megabytes(String bytes) {
        return String.format(Locale.ROOT, "%.1f MB", Long.parseLong(bytes) / MEGABYTE);
    }
}
