package io.trivet.node;

import io.trivet.operate.LiveMetadata;
import io.trivet.operate.Login;
import io.trivet.operate.Voters;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A KRaft cluster that runs. Each question is one of a new client, since one that is new has no old view of who leads.
 *
 * @param controllers {@code host:port,…}
 * @param brokers {@code host:port,…}; empty where none is asked
 * @param login as whom they are asked
 */
public record LiveKraft(String controllers, String brokers, Login login) implements Kraft {
    /** What answers at all does so at once; an order is obeyed when a majority has it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** A question or an order. */
    private interface Talk<T> {
        Optional<T> with(LiveMetadata metadata) throws InterruptedException;
    }

    private <T> Optional<T> talk(Talk<T> talk) throws InterruptedException {
        try (LiveMetadata metadata = LiveMetadata.of(controllers, login, SOON)) {
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

    /** Through the brokers, since clients of Kafka 3.9 do not ask controllers for it. */
    @Override
    public Optional<String> unregister(int broker) throws InterruptedException {
        try (LiveMetadata metadata = LiveMetadata.ofBrokers(brokers, login, SOON)) {
            return metadata.unregister(broker);
        }
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
