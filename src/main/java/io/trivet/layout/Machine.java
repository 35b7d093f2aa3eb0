package io.trivet.layout;

import io.trivet.stack.OnEc2;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a node of a role is on EC2, with nothing left open.
 *
 * @param instance type
 * @param image what it boots from
 * @param volume for its data
 * @param volumes how many such volumes it has, each with a file system and a folder of data of its own
 */
public record Machine(String instance, Image image, DataVolume volume, int volumes) {
    /**
     * A machine image.
     *
     * @param name {@code ami-…} where it is pinned, else the public parameter that holds the newest one
     * @param pinned whether the description names it
     * @param day on which the newest one was taken, where that is described; without, the first day of the role
     */
    public record Image(String name, boolean pinned, Optional<LocalDate> day) {
        /** What changes whenever machines must boot from another image. */
        public String text() {
            return pinned ? name : name + "@" + taken();
        }

        /** When the newest one was taken: a day, or {@code first}. */
        public String taken() {
            return day.map(LocalDate::toString).orElse("first");
        }
    }

    /**
     * An EBS volume.
     *
     * @param gib its size
     * @param type as EBS names it
     * @param iops where the type has them to choose
     * @param mibPerSecond throughput, where the type has it to choose
     */
    public record DataVolume(long gib, String type, Optional<Integer> iops, Optional<Integer> mibPerSecond) {
        /**
         * What it takes for ever, in MiB/s, with the large operations of a log and without credits to burst.
         *
         * <p>Source: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html, provisioned-iops.html and
         * hdd-vols.html beside it, read 2026-11: operations of 256 KiB with SSDs, of 16 KiB where io1 has more than
         * 32,000; 40 and 12 MiB/s for each TiB of st1 and sc1.
         */
        public long sustainedMib() {
            int operations = iops.orElse(0);
            return switch (OnEc2.VolumeType.valueOf(type.toUpperCase(Locale.ROOT))) {
                case GP3 -> mibPerSecond.orElse(MIB_PER_SECOND);
                case GP2 -> Math.max(25, Math.min(250, gib * 3 / 4));
                case IO2 -> Math.min(4000, operations / 4);
                case IO1 -> Math.max(Math.min(500, operations / 4), Math.min(1000, operations / 64));
                case ST1 -> Math.min(500, gib * 40 / 1024);
                case SC1 -> Math.min(192, gib * 12 / 1024);
            };
        }
    }

    /** The volume of the system, in GiB: two releases of Kafka and the journal. */
    public static final int ROOT_GIB = 20;

    /** What gp3 includes. Source: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
    private static final int MIB_PER_SECOND = 125;

    /** What the nodes of a role are that is described. */
    public static Machine of(Role role, OnEc2 stack) {
        OnEc2.Nodes nodes = Objects.requireNonNull(stack.described().get(role.key()));
        return of(nodes, stack);
    }

    private static Machine of(OnEc2.Nodes nodes, OnEc2 stack) {
        Image boots = nodes.image()
                .or(stack::image)
                .map(id -> new Image(id, true, Optional.empty()))
                .orElseGet(() -> new Image(
                        newest(nodes.instance()), false, stack.rollout().flatMap(OnEc2.Rollout::images)));
        return new Machine(nodes.instance(), boots, volume(nodes.volume()), nodes.volumeCount());
    }

    /** All of its volumes, in GiB. */
    public long gib() {
        return volumes * volume.gib();
    }

    /** What all of its volumes take for ever, in MiB/s. */
    public long sustainedMib() {
        return volumes * volume.sustainedMib();
    }

    /** Source: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html, public parameters. */
    private static String newest(String instance) {
        boolean arm64 = Instance.of(instance).map(Instance::arm64).orElse(false);
        return "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-" + (arm64 ? "arm64" : "x86_64");
    }

    /** What is described of a volume, with nothing left open. */
    public static DataVolume volume(OnEc2.Volume described) {
        OnEc2.VolumeType type = described.type().orElse(OnEc2.VolumeType.GP3);
        VolumeBounds bounds = VolumeBounds.of(type);
        long gib = described.size().toGib();
        return new DataVolume(
                gib,
                type.name().toLowerCase(Locale.ROOT),
                bounds.leastIops() > 0 ? Optional.of(described.iops().orElse(bounds.usualIops(gib))) : Optional.empty(),
                type == OnEc2.VolumeType.GP3
                        ? Optional.of(described
                                .throughput()
                                .map(rate -> (int) rate.perSecond().toMib())
                                .orElse(MIB_PER_SECOND))
                        : Optional.empty());
    }
}
