package io.trivet.platform.ec2.rule;

import io.trivet.kafka.Numbers;
import io.trivet.layout.Instance;
import io.trivet.platform.Section;
import io.trivet.problem.Words;
import io.trivet.process.KafkaBroker;
import io.trivet.stack.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Instances, and the JVMs on them. */
final class MachineRules {
    private static final long SMALL_HEAP_MIB = 256;
    private static final long LARGE_HEAP_GIB = 8;
    private static final long COMPRESSED_HEAP_GIB = 32;
    /** What the log cleaner takes from the heap, and Kafka's defaults, in bytes. */
    private static final SortedMap<String, Long> CLEANER_BUFFERS = new TreeMap<>(
            Map.of("log.cleaner.dedupe.buffer.size", 128L << 20, "log.cleaner.io.buffer.size", 512L << 10));

    private MachineRules() {}

    static void check(Ec2Subject subject) {
        subject.stack().described().forEach((key, nodes) -> {
            Optional<Instance> instance = Instance.of(nodes.instance());
            if (instance.isEmpty()) {
                unknown(subject, key + ".instance", nodes.instance());
            }
            nodes.heap().ifPresent(size -> heap(subject, key + ".heap", size, instance));
            JvmRules.check(subject, key + ".jvmOptions", nodes.jvmOptions().orElse(List.of()));
            LogRules.check(subject, key, nodes.logLevels());
            VolumeRules.check(subject, key, nodes, instance);
        });
        subject.sections().stream()
                .filter(section -> section.server().broker())
                .forEach(section -> buffers(subject, section));
    }

    /** Kafka shares each of them out among the threads of the cleaner, which take their part at once. */
    private static void buffers(Ec2Subject subject, Section section) {
        long half = KafkaBroker.heap(subject.stack()).bytes() / 2;
        long taken = CLEANER_BUFFERS.entrySet().stream()
                .mapToLong(buffer ->
                        Numbers.of(section.effective(), buffer.getKey()).orElse(buffer.getValue()))
                .sum();
        if (taken > half) {
            CLEANER_BUFFERS.forEach((key, fallback) -> Optional.ofNullable(
                            section.described().get(key))
                    .ifPresent(value -> subject.error(Ec2Rule.HEAP_BUFFERS, section.at(key), value)
                            .must("be, with " + Words.list(others(key)) + ", " + half
                                    + " at most, half of the heap: the log cleaner takes it there when it starts")
                            .mend("remove it to get " + fallback)));
        }
    }

    private static List<String> others(String key) {
        return CLEANER_BUFFERS.keySet().stream()
                .filter(other -> !other.equals(key))
                .toList();
    }

    private static void unknown(Ec2Subject subject, String path, String type) {
        List<String> sizes = Instance.sizes(type);
        String family = type.replaceFirst("\\..*", "");
        if (sizes.isEmpty()) {
            subject.error(Ec2Rule.INSTANCE_UNKNOWN, path, type)
                    .must(
                            "be an EC2 instance type of the families c, m, r, t, x, i or d, as m7g.xlarge, that AWS had on "
                                    + Instance.read())
                    .mend("write m7g.large for ZooKeeper and controllers, m7g.xlarge or larger for brokers");
        } else {
            subject.error(Ec2Rule.INSTANCE_UNKNOWN, path, type)
                    .must("be a size that " + family + " had on " + Instance.read() + ": " + Words.list(sizes))
                    .mend("write one of these, as " + family + "."
                            + (sizes.contains("xlarge") ? "xlarge" : sizes.get(0)));
        }
    }

    private static void heap(Ec2Subject subject, String path, DataSize heap, Optional<Instance> instance) {
        if (heap.toMib() < SMALL_HEAP_MIB) {
            subject.error(Ec2Rule.HEAP_SMALL, path, heap.toString())
                    .must("be at least 256MiB to start at all")
                    .mend("leave it out to get a size that fits the instance");
            return;
        }
        Optional<DataSize> memory = instance.map(Instance::memory);
        if (memory.filter(all -> heap.bytes() > all.bytes() / 2).isPresent()) {
            subject.error(Ec2Rule.HEAP_OVER_HALF, path, heap.toString())
                    .must("be " + new DataSize(memory.get().bytes() / 2) + " at most, half of the memory of "
                            + instance.get().type() + ": consumers are served from what the heap leaves")
                    .mend("leave it out to get a size that fits, or take a larger instance");
        } else if (heap.toGib() >= COMPRESSED_HEAP_GIB) {
            subject.error(Ec2Rule.HEAP_OVER_32, path, heap.toString())
                    .must("be less than 32GiB: beyond, object references double in size and the heap holds less")
                    .mend("write 6GiB, or 8GiB for very many partitions");
        } else if (heap.toGib() > LARGE_HEAP_GIB) {
            subject.warning(Ec2Rule.HEAP_LARGE, path, heap.toString())
                    .must(
                            "be 8GiB at most: Kafka keeps records in the page cache, and a larger heap only lengthens pauses")
                    .mend("write 6GiB");
        }
    }
}
