package io.trivet.layout;

import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an EC2 instance type offers, read off its name: the family letter says how much memory comes with a virtual CPU,
 * a {@code g} behind the generation says arm64, and the size says how many virtual CPUs there are.
 *
 * <p>Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html, read 2026-11.
 *
 * @param type {@code m7g.xlarge}
 * @param arm64 whether it runs arm64 images
 * @param burstable whether its CPU is bought with credits
 * @param ebsBaseline what its EBS link carries for ever; empty where no table is kept here
 * @param networkBaseline what its network carries for ever; empty where no table is kept here
 */
public record Instance(
        String type,
        int vcpus,
        DataSize memory,
        boolean arm64,
        boolean burstable,
        Optional<Throughput> ebsBaseline,
        Optional<Throughput> networkBaseline) {
    private static final Pattern NAME =
            Pattern.compile("(is|im|[mcrxtid])(\\d)([a-z]*)\\.(nano|micro|small|medium|large|(\\d{0,2})xlarge)");

    /** The instance type of this name; empty when it follows no naming rule that is known here. */
    public static Optional<Instance> of(String type) {
        Matcher name = NAME.matcher(type);
        if (!name.matches()) {
            return Optional.empty();
        }
        String family = name.group(1);
        String attributes = name.group(3);
        boolean burstable = family.equals("t");
        boolean arm64 = attributes.contains("g");
        int vcpus = vcpus(name.group(4), name.group(5), burstable);
        if (vcpus == 0) {
            return Optional.empty();
        }
        DataSize memory = burstable
                ? burstableMemory(name.group(4), vcpus)
                : DataSize.gib((long) vcpus * gibPerCpu(family, attributes));
        String kind = family + name.group(2) + attributes;
        return Optional.of(new Instance(
                type, vcpus, memory, arm64, burstable, ebsBaseline(kind, vcpus), networkBaseline(kind, vcpus)));
    }

    private static int vcpus(String size, String multiple, boolean burstable) {
        return switch (size) {
            case "nano", "micro", "small" -> burstable ? 2 : 0;
            case "medium" -> burstable ? 2 : 1;
            case "large" -> 2;
            case "xlarge" -> 4;
            default -> 4 * Integer.parseInt(multiple);
        };
    }

    private static DataSize burstableMemory(String size, int vcpus) {
        return switch (size) {
            case "nano" -> DataSize.mib(512);
            case "micro" -> DataSize.gib(1);
            case "small" -> DataSize.gib(2);
            case "medium" -> DataSize.gib(4);
            default -> DataSize.gib(4L * vcpus);
        };
    }

    private static int gibPerCpu(String family, String attributes) {
        return switch (family) {
            case "c" -> 2;
            case "r", "i" -> 8;
            case "is" -> 6;
            case "x" -> 16;
            case "d" -> attributes.equals("en") ? 4 : 8;
            default -> 4;
        };
    }

    /**
     * Sustained bandwidth to EBS. Smaller sizes may burst above it for half an hour a day, which a broker that
     * replicates all day cannot live on.
     *
     * <p>Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html (baseline bandwidth), general purpose
     * families.
     */
    private static Optional<Throughput> ebsBaseline(String family, int vcpus) {
        return switch (family) {
            case "m7g", "r7g", "c7g", "m6g", "r6g", "c6g" -> Optional.of(mbits(graviton(vcpus)));
            case "m5", "r5" -> Optional.of(mbits(skylake(vcpus)));
            default -> Optional.empty();
        };
    }

    /**
     * Sustained bandwidth of the network, each way. All but the largest sizes may burst above it for a while.
     *
     * <p>Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html (baseline bandwidth of the network),
     * general purpose families; from memory.
     */
    private static Optional<Throughput> networkBaseline(String family, int vcpus) {
        return switch (family) {
            case "m7g", "r7g", "c7g" -> Optional.of(mbits(vcpus == 1 ? 520 : vcpus == 2 ? 937 : 469 * vcpus));
            case "m6i", "r6i", "c6i", "m7i", "r7i", "c7i" -> Optional.of(mbits(390 * vcpus));
            case "m6g", "r6g", "c6g", "m5", "r5" ->
                Optional.of(mbits(vcpus <= 2 ? 375 * Math.max(vcpus, 2) : Math.min(25_000, 312 * vcpus)));
            default -> Optional.empty();
        };
    }

    private static int graviton(int vcpus) {
        return switch (vcpus) {
            case 1 -> 315;
            case 2 -> 630;
            case 4 -> 1250;
            case 8 -> 2500;
            case 16 -> 5000;
            case 32 -> 10_000;
            case 48 -> 15_000;
            default -> 20_000;
        };
    }

    private static int skylake(int vcpus) {
        return switch (vcpus) {
            case 1, 2 -> 650;
            case 4 -> 1150;
            case 8 -> 2300;
            case 16 -> 4750;
            case 32 -> 6800;
            case 48 -> 9500;
            case 64 -> 13_600;
            default -> 19_000;
        };
    }

    private static Throughput mbits(int count) {
        return new Throughput(new DataSize(count * 1_000_000L / 8));
    }
}
