package io.trivet.node;

import io.trivet.operate.LiveMetadata;
import io.trivet.operate.Voters;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A KRaft cluster that runs. Each question is one of a new client, since one that is new has no old view of who leads.
 *
 * @param controllers {@code host:port,…}
 */
public record LiveKraft(String controllers) implements Kraft {
    /** What answers at all does so at once; an order is obeyed when a majority has it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** A question or an order. */
    private interface Talk<T> {
        Optional<T> with(LiveMetadata metadata) throws InterruptedException;
    }

    private <T> Optional<T> talk(Talk<T> talk) throws InterruptedException {
        try (LiveMetadata metadata = LiveMetadata.of(controllers, SOON)) {
            return talk.with(metadata);
        }
    }

    @Override
    public Optional<SortedMap<String, Short>> finalised() throws InterruptedException {
        return talk(LiveMetadata::finalised);
    }

    @Override
    public Optional<String> finalise(SortedMap<String, Short> levels) throws InterruptedException {
        return talk(metadata -> metadata.finalise(levels));
    }

    @Override
    public Optional<String> unregister(int broker) throws InterruptedException {
        return talk(metadata -> metadata.unregister(broker));
    }

    @Override
    public Optional<Voters> voters() throws InterruptedException {
        return talk(LiveMetadata::voters);
    }

    @Override
    public Optional<String> add(int id, String directory, String listener, String endpoint)
            throws InterruptedException {
        return talk(metadata -> metadata.add(id, directory, listener, endpoint));
    }

    @Override
    public Optional<String> remove(int id, String directory) throws InterruptedException {
        return talk(metadata -> metadata.remove(id, directory));
    }
}
