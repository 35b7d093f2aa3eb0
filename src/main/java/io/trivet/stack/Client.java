package io.trivet.stack;

import io.trivet.kafka.client.ClientLibrary;
import io.trivet.kafka.client.ClientVersion;
import io.trivet.kafka.client.ConsumerPreset;
import io.trivet.kafka.client.OffsetReset;
import io.trivet.kafka.client.ProducerPreset;
import java.util.List;
import java.util.Optional;

/** An application that writes to the cluster, reads from it, or does both. */
public record Client(
        @Doc("How it writes") Optional<Producer> producer,
        @Doc("How it reads") Optional<Consumer> consumer,

        @Doc("On which library it is built; files for each are written when left out")
        Optional<ClientLibrary> library,

        @Doc(
                value = "Version of the library, of kafka-clients when none is named; a current one when left out",
                example = "2.8.2")
        Optional<String> version,

        @Doc(
                value =
                        "Zone in which it runs and reads, as brokers name it in broker.rack: on Amazon MSK the id of the zone; left out where it runs in several",
                example = "us-east-1a")
        Optional<String> zone,

        @Doc(value = "The registry, by its name here, that holds the schemas of its records", example = "schemas")
        Optional<String> registry,

        @Doc("How the values of its records are written, with a registry")
        Optional<Format> format,

        @Doc("Whether it registers the schemas that it writes with; a person or a build does so when left out")
        Optional<Boolean> registers) {
    /** How the value of a record is written, with a schema. */
    public enum Format {
        AVRO,
        JSON,
        PROTOBUF
    }

    /** How an application writes. */
    public record Producer(
            @Doc("What its settings are for") ProducerPreset preset,

            @Doc(value = "The topics that it writes to", example = "[viewing-events]")
            Optional<List<String>> topics) {}

    /** How an application reads. */
    public record Consumer(
            @Doc("Who commits how far it has come") ConsumerPreset preset,

            @Doc("Where it begins without an offset, when it is new or was away too long; earliest when left out")
            Optional<OffsetReset> reset,

            @Doc(value = "Id of its group; the name of the application when left out", example = "profile-builder")
            Optional<String> group,

            @Doc(value = "The topics that it reads", example = "[viewing-events]")
            Optional<List<String>> topics,

            @Doc(
                    value = "The longest time for which all of the group may be stopped and still find where it was",
                    example = "14d")
            Optional<Span> stops) {
        /** Where it begins without an offset. */
        public OffsetReset begins() {
            return reset.orElse(OffsetReset.EARLIEST);
        }
    }

    /** Whether it puts schemas into its registry: only who writes has any. */
    public boolean isRegistering() {
        return producer.isPresent() && registers.orElse(false);
    }

    /** The version of kafka-clients that is described; empty where none is, or it is one of another library. */
    public Optional<ClientVersion> kafkaClients() {
        return version.filter(text -> isOn(ClientLibrary.KAFKA_CLIENTS)).flatMap(ClientVersion::parse);
    }

    /** Whether files for a library are written. */
    public boolean isOn(ClientLibrary other) {
        return library.isEmpty() || library.get() == other;
    }
}
