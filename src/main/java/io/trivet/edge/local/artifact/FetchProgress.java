package io.trivet.edge.local.artifact;

import java.io.PrintStream;
import java.util.Locale;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** What a person sees of a fetch: one line that moves on a terminal, one line per program elsewhere. */
final class FetchProgress extends AbstractTransferListener {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double MEGABYTE = 1_000_000;
    private static final long PAUSE_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean live;
    private String title = "";
    private boolean moved;
    private long files;
    private long bytes;
    private long shown;

    FetchProgress(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    synchronized void begin(String program) {
        title = program;
        moved = false;
        files = 0;
        bytes = 0;
        shown = System.nanoTime() - PAUSE_NANOS;
    }

    @Override
    public synchronized void transferProgressed(TransferEvent event) {
        bytes += event.getDataBuffer().remaining();
        show(event.getResource().getResourceName());
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        files++;
        show(event.getResource().getResourceName());
    }

    private void show(String path) {
        if (live && System.nanoTime() - shown >= PAUSE_NANOS) {
            shown = System.nanoTime();
            out.print(CLEAR_LINE + "fetching " + title + "  " + files + " files  " + megabytes() + "  "
                    + path.substring(path.lastIndexOf('/') + 1));
            out.flush();
        } else if (!live && !moved) {
            out.println("fetching " + title + " into the local Maven repository, once");
        }
        moved = true;
    }

    synchronized void done() {
        if (files > 0) {
            clear();
            out.println("fetched " + title + ": " + files + " files, " + megabytes());
        }
    }

    /** Takes the line that moved away. */
    synchronized void clear() {
        if (live && moved) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    private String megabytes() {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
