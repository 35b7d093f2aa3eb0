package io.trivet.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * What Kafka's servers refuse at their start although each setting by itself is right.
 *
 * <p>Source: {@code KafkaConfig.validateValues}, the constructors of the configurations that it holds,
 * {@code LogConfig.validateBrokerLogConfigValues}, {@code LogCleaner}, {@code RemoteLogManager} and {@code KafkaServer}
 * of 3.9.2 and 4.3.1. What compares two whole numbers is in {@link Catalogue#relations}, which is generated.
 */
public final class ServerConflicts {
    private static final long MIB = 1_048_576;
    private static final String DEDUPE = "log.cleaner.dedupe.buffer.size";
    private static final String THREADS = "log.cleaner.threads";
    private static final String LOAD = "log.cleaner.io.buffer.load.factor";
    private static final String QUEUED = "queued.max.request.bytes";
    private static final String REQUEST = "socket.request.max.bytes";
    private static final String PER_IP = "max.connections.per.ip";
    private static final String OVERRIDES = "max.connections.per.ip.overrides";
    private static final String PROTOCOLS = "group.coordinator.rebalance.protocols";
    private static final String PROTOCOL = "inter.broker.protocol.version";
    private static final String FORMAT = "log.message.format.version";
    private static final String CODEC = "offsets.topic.compression.codec";
    private static final long ZSTD = 4;
    private static final String GENERATION = "broker.id.generation.enable";
    private static final String RESERVED = "reserved.broker.max.id";

    /** As {@code Csv.parseCsvMap} and {@code Utils.validHostPattern} take it. */
    private static final Pattern OVERRIDE = Pattern.compile("[0-9a-zA-Z\\-%._:]*:\\s*[+-]?\\d{1,9}");

    private final Effective effective;
    private final MetadataMode mode;
    private final List<Conflict> conflicts = new ArrayList<>();

    private ServerConflicts(Effective effective, MetadataMode mode) {
        this.effective = effective;
        this.mode = mode;
    }

    /**
     * All conflicts of a broker or a controller.
     *
     * @param written what its file holds of settings
     * @param described the names of what a person wrote of it
     */
    public static List<Conflict> of(
            Catalogue catalogue, Server server, SortedMap<String, String> written, SortedSet<String> described) {
        Effective effective = new Effective(catalogue.brokers(), written, described);
        ServerConflicts found = new ServerConflicts(effective, server.mode());
        found.conflicts.addAll(RelationConflicts.of(catalogue.relations().brokers(), effective));
        found.cleaner();
        found.requests();
        found.connections();
        found.protocols();
        if (server.mode() == MetadataMode.ZOOKEEPER) {
            found.formats();
            found.zooKeeper(server.nodes());
        }
        if (server.broker()) {
            found.conflicts.addAll(TieredConflicts.ofServer(effective));
        }
        return List.copyOf(found.conflicts);
    }

    private void cleaner() {
        Optional<Long> buffer = effective.number(DEDUPE);
        Optional<Long> threads = effective.number(THREADS).filter(number -> number > 0);
        if (buffer.isPresent() && threads.isPresent() && buffer.get() / threads.get() <= MIB) {
            long least = threads.get() * (MIB + 1);
            if (effective.isDescribed(DEDUPE)) {
                add(
                        DEDUPE,
                        "be at least " + least + ", more than 1 MiB for each of " + effective.origin(THREADS) + ", "
                                + threads.get(),
                        "write " + least + " or more");
            } else {
                add(
                        THREADS,
                        "leave each thread more than 1 MiB of " + effective.origin(DEDUPE) + ", " + buffer.get(),
                        "write " + Math.max(1, buffer.get() / (MIB + 1)) + " or less, or " + DEDUPE + ": " + least
                                + " beside it");
            }
        }
        effective
                .text(LOAD)
                .map(Double::valueOf)
                .filter(load -> effective.isDescribed(LOAD) && !(load * slots(buffer, threads) > 1))
                .ifPresent(load -> add(
                        LOAD,
                        "be a share of the buffer in which a record has room: the cleaner would never make progress",
                        "write 0.9"));
    }

    /** Places in the map of a thread, of 24 bytes each; source: {@code SkimpyOffsetMap} with MD5. */
    private static long slots(Optional<Long> buffer, Optional<Long> threads) {
        long memory = buffer.orElse(MIB) / threads.orElse(1L);
        return Math.min(memory, Integer.MAX_VALUE) / 24;
    }

    private void requests() {
        Optional<Long> queued = effective.number(QUEUED).filter(bytes -> bytes > 0);
        Optional<Long> largest = effective.number(REQUEST);
        if (queued.isPresent() && largest.isPresent() && queued.get() < largest.get()) {
            if (effective.isDescribed(QUEUED)) {
                add(
                        QUEUED,
                        "be at least " + largest.get() + ", " + effective.origin(REQUEST) + ", or -1 for no limit",
                        "write " + largest.get() + ", or -1");
            } else {
                add(
                        REQUEST,
                        "be " + queued.get() + " at most, " + effective.origin(QUEUED),
                        "write " + queued.get() + " or less");
            }
        }
    }

    private void connections() {
        String overrides = effective.text(OVERRIDES).orElse("").strip();
        boolean readable = overrides.isEmpty()
                || List.of(overrides.split("\\s*,\\s*")).stream()
                        .allMatch(entry -> OVERRIDE.matcher(entry).matches());
        if (!readable && effective.isDescribed(OVERRIDES)) {
            add(
                    OVERRIDES,
                    "be addresses with a number each, parted by commas",
                    "write such a list, as 10.0.0.1:50,10.0.0.2:60");
        }
        if (overrides.isEmpty()
                && effective.isDescribed(PER_IP)
                && effective.number(PER_IP).filter(number -> number == 0).isPresent()) {
            add(
                    PER_IP,
                    "be at least 1 while no address has a number of its own in " + OVERRIDES
                            + ": nothing could connect",
                    "write 1 or more, or " + OVERRIDES + " beside it");
        }
    }

    private void protocols() {
        List<String> words = effective
                .text(PROTOCOLS)
                .map(text -> List.of(text.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)))
                .orElse(List.of());
        if (!effective.isDescribed(PROTOCOLS)) {
            return;
        }
        if (!words.contains("classic")) {
            add(PROTOCOLS, "name classic, too, which Kafka cannot do without", "write classic beside the others");
        } else if (mode == MetadataMode.ZOOKEEPER && words.contains("consumer")) {
            add(PROTOCOLS, "leave out consumer, which needs KRaft", "write classic, or remove it");
        }
    }

    /** Only with ZooKeeper a broker reads which release the others speak. */
    private void formats() {
        int protocol = release(PROTOCOL);
        if (protocol >= release("3.0", 2)) {
            return;
        }
        if (effective.isDescribed(FORMAT) && recordVersion(release(FORMAT)) > recordVersion(protocol)) {
            add(
                    FORMAT,
                    "be no later than " + effective.origin(PROTOCOL) + ", "
                            + effective.text(PROTOCOL).orElse(""),
                    "write the release of " + PROTOCOL + ", or remove both");
        } else if (recordVersion(release(FORMAT)) > recordVersion(protocol)) {
            add(
                    PROTOCOL,
                    "be no earlier than " + effective.origin(FORMAT) + ", "
                            + effective.text(FORMAT).orElse(""),
                    "remove it to get that of the release, or describe " + FORMAT + " beside it");
        }
        if (effective.number(CODEC).filter(codec -> codec == ZSTD).isPresent() && protocol < release("2.1", 2)) {
            add(
                    effective.isDescribed(CODEC) ? CODEC : PROTOCOL,
                    "leave zstd to brokers whose " + PROTOCOL + " is 2.1 or later",
                    "remove " + PROTOCOL + ", or write another " + CODEC);
        }
    }

    private int release(String key) {
        String text = effective.text(key).orElse("99");
        return release(text, text.startsWith("0.") ? 3 : 2);
    }

    /** A number that grows with the release: 2.1 and 2.1-IV2 are the same. */
    private static int release(String text, int parts) {
        String[] numbers = text.replaceFirst("-.*", "").split("\\.");
        int release = 0;
        for (int i = 0; i < 3; i++) {
            release = release * 100 + (i < numbers.length && i < parts ? Integer.parseInt(numbers[i]) : 0);
        }
        return release;
    }

    /** Source: {@code MetadataVersion.highestSupportedRecordVersion}. */
    private static int recordVersion(int release) {
        return release < release("0.10.0", 3) ? 0 : release < release("0.11.0", 3) ? 1 : 2;
    }

    private void zooKeeper(int nodes) {
        Optional<Long> reserved = effective.number(RESERVED).filter(number -> number < nodes);
        if (effective.isTrue(GENERATION) && reserved.isPresent()) {
            add(
                    effective.isDescribed(RESERVED) ? RESERVED : GENERATION,
                    "be no less than the largest id of a broker, " + nodes + ", while " + GENERATION + " is true",
                    "remove " + GENERATION + ": ids follow from the nodes");
        }
        String acl = "zookeeper.set.acl";
        if (effective.isTrue(acl) && effective.isDescribed(acl)) {
            add(
                    acl,
                    "be false while brokers come to ZooKeeper without a login: they stop with a SecurityException",
                    "remove it");
        }
    }

    private void add(String key, String must, String mend) {
        String found = effective.text(key).orElse("described");
        conflicts.add(new Conflict(key, found, must, mend));
    }
}
