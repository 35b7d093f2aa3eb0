package io.trivet.platform.move;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Instance;
import io.trivet.platform.msk.MskInstance;
import io.trivet.platform.msk.MskQuotas;
import io.trivet.problem.Words;
import io.trivet.stack.DataSize;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.Throughput;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The brokers of a cluster on EC2 as they would be on MSK: how many, of which type, with which volumes and settings.
 */
record BrokersOnMsk(Flavour flavour, OnEc2.BrokerNodes described, int zones, Losses losses) {
    private static final BigInteger MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger HOUR = BigInteger.valueOf(3_600_000);

    /** Empty on a serverless cluster. */
    Optional<OnMsk.BrokerNodes> moved() {
        if (!flavour.provisioned()) {
            losses.add(
                    "brokers",
                    described.nodes() + " x " + described.instance(),
                    flavour.title() + " has no brokers to choose: capacity follows traffic, up to "
                            + MskQuotas.SERVERLESS_IN + " MB/s in and " + MskQuotas.SERVERLESS_OUT + " MB/s out.",
                    Losses.REMOVE);
            settings();
            return Optional.empty();
        }
        int nodes = nodes();
        MskInstance instance = instance();
        losses.remove("brokers.heap", described.heap(), "MSK sizes the heap of its brokers.");
        losses.remove("brokers.jvmOptions", described.jvmOptions(), "MSK starts the JVM of its brokers.");
        losses.remove(
                "brokers.logLevels",
                Optional.of(described.logLevels()).filter(levels -> !levels.isEmpty()),
                "MSK decides what its brokers log.");
        Optional<OnMsk.Volume> volume = volume(instance);
        return Optional.of(new OnMsk.BrokerNodes(nodes, instance.instance(), volume, settings()));
    }

    private int nodes() {
        boolean kraft = flavour.mode() == MetadataMode.KRAFT;
        int most = (kraft ? MskQuotas.BROKERS_KRAFT : MskQuotas.BROKERS_ZOOKEEPER) / zones * zones;
        int nodes = Math.min(most, (Math.max(1, described.nodes()) + zones - 1) / zones * zones);
        if (nodes > described.nodes()) {
            losses.add(
                    "brokers.nodes",
                    described.nodes(),
                    "MSK puts as many brokers in each zone.",
                    "write " + nodes + ", a multiple of " + zones);
        } else if (nodes < described.nodes()) {
            String otherwise = ", or kafka.metadata kraft, with which there may be " + MskQuotas.BROKERS_KRAFT;
            losses.add(
                    "brokers.nodes",
                    described.nodes(),
                    "A cluster of MSK with " + flavour.mode().word() + " has " + most + " brokers at most.",
                    "write " + nodes + ", on a larger brokers.instance" + (kraft ? "" : otherwise));
        }
        return nodes;
    }

    /** The type of the same name, or the least of which neither CPUs nor memory are fewer; newer before older. */
    private MskInstance instance() {
        MskType type = flavour.type();
        Optional<MskInstance> same = MskInstance.of(type, described.instance())
                .filter(found -> found.full() || flavour.mode() == MetadataMode.ZOOKEEPER);
        if (same.isPresent()) {
            return same.get();
        }
        Optional<Instance> known = Instance.of(described.instance());
        int vcpus = known.map(Instance::vcpus).orElse(2);
        long memory = known.map(found -> found.memory().toGib()).orElse(8L);
        List<MskInstance> full = MskInstance.ALL.stream()
                .filter(one -> one.type() == type && one.full())
                .sorted(Comparator.comparingInt(MskInstance::vcpus)
                        .thenComparing(one -> !one.instance().startsWith("m7g")))
                .toList();
        MskInstance nearest = full.stream()
                .filter(one -> one.vcpus() >= vcpus && one.memoryGib() >= memory)
                .findFirst()
                .orElse(full.get(full.size() - 1));
        losses.add(
                "brokers.instance",
                described.instance(),
                flavour.title() + " has no brokers of this type.",
                "write " + nearest.instance() + ", the nearest, with " + nearest.vcpus() + " CPUs and "
                        + nearest.memoryGib() + "GiB");
        return nearest;
    }

    private Optional<OnMsk.Volume> volume(MskInstance instance) {
        OnEc2.Volume volume = described.volume();
        losses.remove(
                "brokers.volumes",
                described.volumes(),
                flavour.type() == MskType.STANDARD
                        ? "A broker of MSK has one volume."
                        : "Brokers of " + flavour.title() + " have no volumes.");
        if (flavour.type() != MskType.STANDARD) {
            losses.add(
                    "brokers.volume",
                    volume.size(),
                    "Storage of " + flavour.title()
                            + " has neither size nor type: it grows with what is kept, and that is paid for.",
                    "remove it; retention says how much is kept");
            return Optional.empty();
        }
        long bytes = volume.size().bytes() * Math.max(1, described.volumeCount());
        long gib = Math.min(
                MskQuotas.VOLUME_MOST_GIB, Math.max(MskQuotas.VOLUME_LEAST_GIB, (bytes + (1L << 30) - 1) >> 30));
        DataSize size = DataSize.gib(gib);
        if (!size.equals(volume.size())) {
            losses.add(
                    "brokers.volume.size",
                    volume.size(),
                    described.volumeCount() > 1
                            ? "One volume holds what " + described.volumeCount() + " did, of 16TiB at most."
                            : "Volumes of MSK are whole gibibytes from 1GiB to 16TiB.",
                    "write " + size);
        }
        losses.remove("brokers.volume.type", volume.type(), "MSK has one type of volume, and does not say which.");
        losses.remove("brokers.volume.iops", volume.iops(), "MSK provisions throughput of volumes, and no operations.");
        return Optional.of(new OnMsk.Volume(size, volume.throughput().filter(rate -> provisions(rate, gib, instance))));
    }

    private boolean provisions(Throughput rate, long gib, MskInstance instance) {
        int most = instance.provisionedMib();
        long mib = rate.perSecond().toMib();
        if (mib >= MskQuotas.THROUGHPUT_LEAST_MIB
                && mib <= most
                && gib >= MskQuotas.VOLUME_PROVISIONED_GIB
                && rate.perSecond().equals(DataSize.mib(mib))) {
            return true;
        }
        String provisioned = most == 0
                ? "no throughput for " + instance.instance() + ", only from m5.4xlarge and m7g.2xlarge on."
                : MskQuotas.THROUGHPUT_LEAST_MIB + "MiB/s to " + most + "MiB/s for " + instance.instance() + ".";
        losses.add(
                "brokers.volume.throughput",
                rate,
                "MSK provisions " + provisioned,
                "remove it; what the type of broker includes holds");
        return false;
    }

    private SortedMap<String, String> settings() {
        described
                .overrides()
                .forEach((name, own) -> losses.add(
                        "brokers.overrides." + name,
                        Words.count(own.settings().size(), "setting"),
                        "MSK has one configuration for all brokers.",
                        "remove it"));
        SortedMap<String, String> kept =
                new TreeMap<>(losses.kept("brokers.settings", described.settings(), flavour::broker));
        described.settings().forEach((key, value) -> inMilliseconds(key, value, kept));
        return Collections.unmodifiableSortedMap(kept);
    }

    /**
     * Keeps hours and minutes where a flavour takes milliseconds alone; minutes, which come later, count before hours.
     */
    private void inMilliseconds(String key, String value, SortedMap<String, String> kept) {
        String finest = key.replaceFirst("\\.(hours|minutes)$", ".ms");
        if (!described.settings().containsKey(finest)
                && flavour.taken().broker(key).isEmpty()
                && flavour.taken().broker(finest).isPresent()
                && value.matches("-?\\d{1,18}")) {
            BigInteger number = new BigInteger(value);
            BigInteger unit = key.endsWith(".hours") ? HOUR : MINUTE;
            kept.put(finest, number.signum() < 0 ? "-1" : number.multiply(unit).toString());
        }
    }
}
