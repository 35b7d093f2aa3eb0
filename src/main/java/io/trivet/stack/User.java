package io.trivet.stack;

import io.trivet.kafka.Right;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A user of the cluster, by the name with which it logs in: what it may do, and how much of the brokers it gets. */
public record User(
        @Doc("What it may do with topics, by name; a name that ends with * is how names begin")
        SortedMap<String, List<Right>> topics,

        @Doc("What it may do with groups of consumers, by id; an id that ends with * is how ids begin")
        SortedMap<String, List<Right>> groups,

        @Doc(
                value = "Ids of transactions that it may use; one that ends with * is how ids begin",
                example = "[profile-builder-*]")
        Optional<List<String>> transactions,

        @Doc(
                value = "Described clients that log in as it; what they need to write and read follows from them",
                example = "[profile-builder]")
        Optional<List<String>> clients,

        @Doc("What it gets of each broker; as much as there is when left out")
        Optional<Quotas> quotas,

        @Doc("Whether this is all that it may do, so that what it has besides is taken away; false when left out")
        Optional<Boolean> owned,

        @Doc(
                value =
                        "How it proves who it is: mtls, by a certificate, or scram, by a password, with security on EC2, where it is mtls when left out; iam, by a role in AWS, on Amazon MSK, where it is iam when left out",
                example = "scram")
        Optional<Login> login) {
    /** How a user proves who it is. */
    public enum Login {
        /** By a certificate of its own, in the handshake of TLS. */
        MTLS,
        /** By a password, of which brokers keep a hash with salt. */
        SCRAM,
        /** By a role in AWS, which a policy of IAM lets do what the user may. */
        IAM
    }

    /** What a user gets of each broker: Kafka counts on each of them apart. */
    public record Quotas(
            @Doc(value = "Bytes per second that it may write to each broker", example = "20MiB/s")
            Optional<Throughput> produce,

            @Doc(value = "Bytes per second that it may read from each broker", example = "40MiB/s")
            Optional<Throughput> consume,

            @Doc(
                    value =
                            "Percent of the time of one thread that its requests may take of each broker; 200 is two threads",
                    example = "50")
            Optional<Integer> requestPercent) {}

    /** Whether it logs in with a password, and not with a certificate. */
    public boolean hasPassword() {
        return login.filter(way -> way == Login.SCRAM).isPresent();
    }

    /** The same, with a password. */
    public User withPassword() {
        return new User(topics, groups, transactions, clients, quotas, owned, Optional.of(Login.SCRAM));
    }

    /** Whether what it has besides is taken away. */
    public boolean isOwned() {
        return owned.orElse(false);
    }
}
