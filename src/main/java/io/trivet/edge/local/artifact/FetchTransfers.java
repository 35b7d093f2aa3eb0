package io.trivet.edge.local.artifact;

import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Counts what is transferred for one program and tells it, at most ten times a second. */
final class FetchTransfers extends AbstractTransferListener {
    private static final long PAUSE_NANOS = 100_000_000;

    private final Consumer<String> told;
    private String title = "";
    private long files;
    private long bytes;
    private long lastTold;

    FetchTransfers(Consumer<String> told) {
        this.told = told;
    }

    synchronized void begin(String newTitle) {
        title = newTitle;
        files = 0;
        bytes = 0;
        lastTold = System.nanoTime() - PAUSE_NANOS;
    }

    synchronized String files() {
        return Long.toString(files);
    }

    synchronized String bytes() {
        return Long.toString(bytes);
    }

    @Override
    public synchronized void transferProgressed(TransferEvent event) {
        bytes += event.getDataBuffer().remaining();
        tell(event);
    }

    @Override
    public synchronized void transferSucceeded(TransferEvent event) {
        files++;
        tell(event);
    }

    private void tell(TransferEvent event) {
        long now = System.nanoTime();
        if (now - lastTold < PAUSE_NANOS) {
            return;
        }
        lastTold = now;
        String name = event.getResource().getResourceName();
        told.accept(
                FetchText.answer(FetchText.GET, title, name.substring(name.lastIndexOf('/') + 1), files(), bytes()));
    }
}
