package io.trivet.edge.account;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** An account of AWS in one region, as it answers questions. None changes anything. */
public interface Account {
    /**
     * Who asks.
     *
     * @param account twelve digits
     * @param arn of the user or role; of a role without its session
     */
    record Identity(String account, String arn) {}

    /**
     * A type of instance.
     *
     * @param architectures that it boots, {@code arm64} or {@code x86_64}
     */
    record MachineType(int vcpus, List<String> architectures) {}

    /**
     * A machine image.
     *
     * @param state {@code available}, or why not
     * @param rootGib size of the snapshot that its root volume is made of; 0 where it has none
     */
    record MachineImage(String architecture, String state, int rootGib) {}

    /**
     * Something that counts against a quota.
     *
     * @param zone in which it is; empty where the quota is one of the region
     * @param amount in what the quota counts
     */
    record Used(String zone, double amount, SortedMap<String, String> tags) {}

    /**
     * A network.
     *
     * @param blocks of addresses
     * @param resolves whether it asks private hosted zones: both of its attributes for DNS are on
     */
    record Network(List<String> blocks, boolean resolves) {}

    /** A subnet, with how many addresses are free. */
    record Subnet(String vpc, String zone, String block, int free) {}

    /**
     * A hosted zone.
     *
     * @param name without a final dot
     * @param vpcs associated with it
     */
    record HostedZone(String name, boolean isPrivate, List<String> vpcs) {}

    /**
     * An authority of AWS Private CA.
     *
     * @param status {@code ACTIVE}, or why it issues nothing
     * @param usage {@code GENERAL_PURPOSE}, or for certificates of a week at most
     * @param key algorithm of its key, {@code EC_prime256v1}
     * @param days that its own certificate lasts from now on; none where it has none yet
     */
    record Authority(String status, String usage, String key, long days) {}

    /** A volume. */
    record StoredVolume(String id, String zone, int gib, String state, SortedMap<String, String> tags) {}

    /** A snapshot of a volume; {@code started} as AWS writes the time. */
    record Snapshot(String id, String volume, int gib, String started) {}

    /**
     * An action that the caller may not do.
     *
     * @param outright whether something forbids it, rather than nothing allows it
     */
    record Denied(String action, boolean outright) {}

    /** Who asks. */
    Identity identity() throws Unanswered;

    /**
     * Whether the region is open to the account: {@code opt-in-not-required}, {@code opted-in} or not; empty where
     * unknown.
     */
    Optional<String> region() throws Unanswered;

    /** The state of each zone, by its name. */
    SortedMap<String, String> zones() throws Unanswered;

    /** The zones in which a type of instance is offered. */
    SortedSet<String> offers(String type) throws Unanswered;

    /** A type of instance; empty where the region has none of that name. */
    Optional<MachineType> machineType(String type) throws Unanswered;

    /** The value of a parameter; empty where there is none. */
    Optional<String> parameter(String name) throws Unanswered;

    /** An image; empty where the account sees none with that id. */
    Optional<MachineImage> image(String id) throws Unanswered;

    /** How much the account may have; empty where AWS does not say. */
    Optional<Double> limit(Quota quota) throws Unanswered;

    /** What counts against a quota now. */
    List<Used> used(Quota quota) throws Unanswered;

    /** A network; empty where there is none with that id. */
    Optional<Network> network(String id) throws Unanswered;

    /** A subnet; empty where there is none with that id. */
    Optional<Subnet> subnet(String id) throws Unanswered;

    /** Who has each of these addresses of a network: tags, by address. Free ones are left out. */
    SortedMap<String, SortedMap<String, String>> taken(String vpc, List<String> addresses) throws Unanswered;

    /** A hosted zone; empty where there is none with that id. */
    Optional<HostedZone> hostedZone(String id) throws Unanswered;

    /** Ids of the hosted zones of that name. */
    List<String> hostedZones(String name) throws Unanswered;

    /** An authority; empty where the region has none with that ARN. */
    Optional<Authority> authority(String arn) throws Unanswered;

    /** The volumes that have a tag. */
    List<StoredVolume> volumes(String tag, String value) throws Unanswered;

    /** The account's own snapshots of these volumes. */
    List<Snapshot> snapshots(List<String> volumes) throws Unanswered;

    /** Names of the lines of Kafka that Amazon MSK makes clusters of. */
    List<String> managedVersions() throws Unanswered;

    /** Those of these actions that the caller may not do. */
    List<Denied> denied(String arn, List<String> actions) throws Unanswered;
}
