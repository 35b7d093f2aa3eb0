package io.trivet.platform.move;

import io.trivet.kafka.Setting;
import io.trivet.layout.PartitionGuideline;
import io.trivet.stack.Client;
import io.trivet.stack.Span;
import io.trivet.stack.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The losses of one move, in the order in which they are found. */
final class Losses {
    static final String REMOVE = "remove it";

    private final List<Loss> found = new ArrayList<>();

    /** Why a setting cannot be described on the other platform, and what to write or to do instead. */
    record Misfit(String lost, String instead) {
        Misfit(String lost) {
            this(lost, REMOVE);
        }

        /** What is wrong with a value; {@code unknown} where no such setting is known. */
        static Optional<Misfit> of(Optional<Setting> setting, String value, String subject, Misfit unknown) {
            return setting.isEmpty()
                    ? Optional.of(unknown)
                    : setting.get()
                            .check(value)
                            .map(must ->
                                    new Misfit(subject + " must " + must + ".", "choose such a value, or " + REMOVE));
        }
    }

    List<Loss> found() {
        return List.copyOf(found);
    }

    void add(String path, Object was, String lost, String instead) {
        found.add(new Loss(path, was instanceof Enum<?> word ? word(word) : was.toString(), lost, instead));
    }

    /** Adds a loss where the value is described. */
    void add(String path, Optional<?> was, String lost, String instead) {
        was.ifPresent(value -> add(path, (Object) value, lost, instead));
    }

    /** Adds a loss for which there is nothing to write. */
    void remove(String path, Optional<?> was, String lost) {
        add(path, was, lost, REMOVE);
    }

    /** As a description spells it: {@code tls-plaintext}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The settings that fit the other platform; the others are lost. */
    SortedMap<String, String> kept(
            String path, SortedMap<String, String> described, BiFunction<String, String, Optional<Misfit>> misfit) {
        SortedMap<String, String> kept = new TreeMap<>();
        described.forEach((key, value) -> misfit.apply(key, value)
                .ifPresentOrElse(
                        why -> add(path + "." + key, value, why.lost(), why.instead()), () -> kept.put(key, value)));
        return Collections.unmodifiableSortedMap(kept);
    }

    /**
     * The applications, without the zone in which one reads: brokers call it otherwise on the other platform.
     *
     * @param instead what to write there
     * @param longest for which offsets of a stopped group live, where it cannot be described
     */
    SortedMap<String, Client> clients(SortedMap<String, Client> described, String instead, Optional<Span> longest) {
        SortedMap<String, Client> kept = new TreeMap<>();
        described.forEach((name, client) -> {
            String path = "clients." + name;
            add(
                    path + ".zone",
                    client.zone(),
                    "The brokers call their zones otherwise, and an application reads from the next one by chance.",
                    instead);
            kept.put(
                    name,
                    new Client(
                            client.producer(),
                            client.consumer().map(consumer -> consumer(path + ".consumer", consumer, longest)),
                            client.library(),
                            client.version(),
                            Optional.empty(),
                            client.registry(),
                            client.format(),
                            client.registers()));
        });
        return Collections.unmodifiableSortedMap(kept);
    }

    private Client.Consumer consumer(String path, Client.Consumer consumer, Optional<Span> longest) {
        Optional<Span> lost = longest.flatMap(life ->
                consumer.stops().filter(stop -> stop.duration().compareTo(life.duration()) > 0));
        if (lost.isEmpty()) {
            return consumer;
        }
        add(
                path + ".stops",
                lost,
                "Offsets of a stopped group live for " + longest.orElseThrow() + " here, and no setting changes it.",
                "stop the application for less, or keep its offsets outside of Kafka");
        return new Client.Consumer(
                consumer.preset(), consumer.reset(), consumer.group(), consumer.topics(), Optional.empty());
    }

    /** The topics with what of them fits; the partitions are written out where the guideline would make others. */
    SortedMap<String, Topic> topics(
            SortedMap<String, Topic> described,
            int brokersBefore,
            int brokersAfter,
            BiFunction<String, Topic, Optional<Integer>> replicas,
            BiFunction<String, String, Optional<Misfit>> misfit) {
        int before = PartitionGuideline.partitions(brokersBefore);
        boolean same = before == PartitionGuideline.partitions(brokersAfter);
        SortedMap<String, Topic> kept = new TreeMap<>();
        described.forEach((name, topic) -> {
            String path = "topics." + name;
            Optional<Integer> partitions = topic.partitions();
            if (partitions.isEmpty() && !same) {
                add(
                        path + ".partitions",
                        before + " by the guideline",
                        "The guideline counts brokers, of which there are others here.",
                        "write " + before + " to keep the number");
                partitions = Optional.of(before);
            }
            Optional<Integer> copies = replicas.apply(name, topic);
            kept.put(name, new Topic(partitions, copies, kept(path + ".settings", topic.settings(), misfit)));
        });
        return Collections.unmodifiableSortedMap(kept);
    }
}
