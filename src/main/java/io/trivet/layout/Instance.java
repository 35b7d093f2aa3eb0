package io.trivet.layout;

import io.trivet.stack.DataSize;
import io.trivet.stack.Throughput;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an EC2 instance type offers: its size from a table, the rest read off its name, in which a {@code g} behind the
 * generation says arm64, as does the family a1.
 *
 * <p>Source: {@link InstanceSizes}, and https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html,
 * read 2026-11.
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
    /** The letters of a family, its generation, and what sets it apart from others of the generation. */
    private static final Pattern FAMILY = Pattern.compile("([a-z]+)(\\d+)([a-z]*).*");

    /** The instance type of this name; empty when AWS had none when the table was read. */
    public static Optional<Instance> of(String type) {
        return InstanceSizes.TABLE.of(type).map(size -> of(type, size));
    }

    private static Instance of(String type, InstanceSizes.Size size) {
        String family = type.substring(0, type.indexOf('.'));
        Matcher name = FAMILY.matcher(family);
        boolean matches = name.matches();
        return new Instance(
                type,
                size.vcpus(),
                size.memory(),
                matches && (name.group(3).contains("g") || family.equals("a1")),
                matches && name.group(1).equals("t"),
                ebsBaseline(family, size.vcpus()),
                networkBaseline(family, size.vcpus()));
    }

    /** The sizes of the family of a type, the smallest first; none for a family that AWS does not have. */
    public static List<String> sizes(String type) {
        return InstanceSizes.TABLE.sizes(type.replaceFirst("\\..*", "")).stream()
                .map(InstanceSizes.Size::name)
                .toList();
    }

    /** The day on which AWS had the types that are known here. */
    public static String read() {
        return InstanceSizes.TABLE.date();
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
     * general purpose families; a test holds it against what AWS published of its own API.
     */
    private static Optional<Throughput> networkBaseline(String family, int vcpus) {
        return switch (family) {
            case "m7g", "r7g", "c7g" -> Optional.of(mbits(graviton3(vcpus)));
            case "m6i", "r6i", "c6i", "m7i", "r7i", "c7i" ->
                Optional.of(mbits(Math.min(50_000, (int) (390.625 * vcpus))));
            case "m6g", "r6g", "c6g" -> Optional.of(mbits(network(vcpus, 12_000, 20_000, 25_000)));
            case "m5", "r5" -> Optional.of(mbits(network(vcpus, 10_000, 12_000, 20_000)));
            default -> Optional.empty();
        };
    }

    /** 15,000 for 32, in proportion: but AWS rounds two of them otherwise. */
    private static int graviton3(int vcpus) {
        return vcpus == 1 ? 520 : vcpus == 4 ? 1876 : (int) (468.75 * vcpus);
    }

    private static int network(int vcpus, int of32, int of48, int of64) {
        return switch (vcpus) {
            case 1 -> 500;
            case 2 -> 750;
            case 32 -> of32;
            case 48 -> of48;
            case 64 -> of64;
            default -> vcpus > 64 ? 25_000 : (int) (312.5 * vcpus);
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
