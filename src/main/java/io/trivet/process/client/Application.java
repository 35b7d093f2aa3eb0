package io.trivet.process.client;

import io.trivet.kafka.SettingDefault;
import io.trivet.kafka.client.ClientVersion;
import io.trivet.problem.Words;
import io.trivet.process.ClientAccess;
import io.trivet.process.client.RoleSettings.Part;
import io.trivet.stack.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A described application and how it reaches the cluster.
 *
 * @param zones as brokers name them in {@code broker.rack}; none where it is not known
 * @param schemas of the values of its records; absent where the program decides
 */
record Application(String name, Client client, ClientAccess access, List<String> zones, Optional<Schemas> schemas) {
    /** What it is set to, a producer first, under the names of kafka-clients. */
    List<RoleSettings> roles() {
        return roles(client.kafkaClients().orElse(ClientVersion.CURRENT));
    }

    /** What is read from the environment when it starts, sorted. */
    List<String> references() {
        return Stream.concat(
                        access.references().stream(),
                        schemas.stream().flatMap(known -> known.registry().variables().stream()))
                .sorted()
                .toList();
    }

    /** What makes it look up references, and no other variable than these; empty where it refers to nothing. */
    Map<String, String> provider() {
        return references().isEmpty() ? Collections.emptyMap() : ClientAccess.provider(references());
    }

    /**
     * The same under the names of librdkafka, which has its own versions, and no serialisers.
     *
     * <p>Source: https://github.com/confluentinc/librdkafka/wiki/FAQ.
     */
    List<RoleSettings> ofLibrdkafka() {
        return new Application(name, client, access, zones, Optional.empty())
                .roles(ClientVersion.CURRENT).stream()
                        .map(RoleSettings::ofLibrdkafka)
                        .toList();
    }

    private List<RoleSettings> roles(ClientVersion version) {
        List<RoleSettings> roles = new ArrayList<>();
        client.producer().ifPresent(producer -> roles.add(producer(producer, version)));
        client.consumer().ifPresent(consumer -> roles.add(consumer(consumer, version)));
        return List.copyOf(roles);
    }

    private RoleSettings producer(Client.Producer producer, ClientVersion version) {
        String preset = Words.of(producer.preset());
        List<SettingDefault> self = new ArrayList<>(List.of(row("client.id", name, "how brokers and quotas know it")));
        if (producer.preset().isTransactional()) {
            self.add(row(
                    "transactional.id",
                    name,
                    "one for each instance that runs at a time, as " + name
                            + "-1: of two with the same the older is shut out"));
        }
        List<Part> parts = new ArrayList<>(List.of(
                where(),
                new Part("Who it is", self),
                new Part("What the service asks of clients", access.settings()),
                new Part(given(preset), producer.preset().settings(version))));
        schemas.map(Schemas::ofProducer).ifPresent(parts::add);
        return RoleSettings.of(
                "producer", List.of(preset + ": " + producer.preset().promise() + "."), parts);
    }

    private RoleSettings consumer(Client.Consumer consumer, ClientVersion version) {
        String preset = Words.of(consumer.preset());
        List<String> notes = new ArrayList<>();
        notes.add(preset + ": " + consumer.preset().promise() + ".");
        notes.add("auto.offset.reset " + consumer.begins().text() + ": "
                + consumer.begins().loss() + ".");
        consumer.stops()
                .ifPresent(longest -> notes.add("The whole group may stop for " + longest
                        + " and still find where it was, as long as its offsets and its records live."));
        List<SettingDefault> self = new ArrayList<>();
        self.add(row("client.id", name, "how brokers and quotas know it"));
        self.add(row("group.id", consumer.group().orElse(name), "who shares the partitions"));
        self.add(row("auto.offset.reset", consumer.begins().text(), "where the group begins without an offset"));
        client.zone()
                .ifPresent(zone -> self.add(
                        row("client.rack", zone, "read in its own zone, without the price of traffic between zones")));
        if (client.zone().isEmpty() && !zones.isEmpty()) {
            notes.add("Give each instance its zone as client.rack (" + String.join(", ", zones)
                    + "): it reads there, without the price of traffic between zones.");
        }
        List<Part> parts = new ArrayList<>(List.of(
                where(),
                new Part("Who it is", self),
                new Part("What the service asks of clients", access.ofConsumers()),
                new Part(given(preset), consumer.preset().settings(version))));
        schemas.map(Schemas::ofConsumer).ifPresent(parts::add);
        return RoleSettings.of("consumer", notes, parts);
    }

    private Part where() {
        return new Part("Where, and as whom", rows(access.connection()));
    }

    private static String given(String preset) {
        return "What the preset " + preset + " gives it";
    }

    private static SettingDefault row(String key, String value, String reason) {
        return new SettingDefault(key, value, reason, "");
    }

    private static List<SettingDefault> rows(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> row(setting.getKey(), setting.getValue(), ""))
                .toList();
    }
}
