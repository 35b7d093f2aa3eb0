package io.trivet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.gen.ForEachSample;
import io.trivet.gen.Plain;
import io.trivet.gen.Sample;
import io.trivet.plan.Plan;
import io.trivet.plan.PlannedRole;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a described machine comes to where the description leaves something open. */
final class MachineTest {
    private static final String NEWEST = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";

    private static Machine of(Sample sample, String role) {
        return Plan.of(sample.description(), Site.EC2).roles().stream()
                .filter(planned -> planned.role().word().equals(role))
                .map(PlannedRole::machine)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "m7g.xlarge, arm64",
        "t4g.medium, arm64",
        "im4gn.large, arm64",
        "m7i.xlarge, x86_64",
        "i3en.large, x86_64",
        "r6a.2xlarge, x86_64"
    })
    void the_newest_image_is_of_the_processor_of_the_instance(String instance, String processor) {
        Machine machine = of(Plain.kraft().with("brokers.instance", instance), "broker");

        assertThat(machine.instance()).isEqualTo(instance);
        assertThat(machine.image()).isEqualTo(new Machine.Image(NEWEST + processor, false, Optional.empty()));
    }

    @Test
    void an_image_of_a_role_goes_before_that_of_all() {
        Sample pinned = Plain.kraft().with("image", "ami-0123456789abcdef0");

        assertThat(of(pinned, "broker").image())
                .isEqualTo(new Machine.Image("ami-0123456789abcdef0", true, Optional.empty()));
        assertThat(of(pinned, "controller").image())
                .isEqualTo(new Machine.Image("ami-0123456789abcdef0", true, Optional.empty()));

        Sample own = pinned.with("controllers.image", "ami-0123456789abcdef1");

        assertThat(of(own, "broker").image().name()).isEqualTo("ami-0123456789abcdef0");
        assertThat(of(own, "controller").image())
                .isEqualTo(new Machine.Image("ami-0123456789abcdef1", true, Optional.empty()));
    }

    /** As a file has the day, and as Pulumi makes it of the same file. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-25", "2026-11-25 00:00:00 +0000 UTC"})
    void another_day_is_another_image_where_none_is_pinned(String day) {
        Sample described = Plain.kraft().with("rollout.images", day).with("controllers.image", "ami-0123456789abcdef1");

        assertThat(of(described, "broker").image().text()).isEqualTo(NEWEST + "arm64@2026-11-25");
        assertThat(of(described, "controller").image().text()).isEqualTo("ami-0123456789abcdef1");
        assertThat(of(Plain.kraft(), "broker").image().text()).isEqualTo(NEWEST + "arm64@first");
    }

    /** Size, type, operations and throughput as described; then what EBS is asked for. */
    @ParameterizedTest
    @CsvSource({
        "1TiB,    ,    ,     ,         1024, gp3, 3000, 125",
        "500GiB,  gp3, ,     ,         500,  gp3, 3000, 125",
        "500GiB,  gp3, 6000, ,         500,  gp3, 6000, 125",
        "500GiB,  gp3, ,     250MiB/s, 500,  gp3, 3000, 250",
        "16TiB,   gp3, 16000, 1GiB/s,  16384, gp3, 16000, 1024",
        "500GiB,  gp2, ,     ,         500,  gp2, ,     ",
        "500GiB,  io2, 8000, ,         500,  io2, 8000, ",
        "500GiB,  io2, ,     ,         500,  io2, 3000, ",
        "500GiB,  io1, 8000, ,         500,  io1, 8000, ",
        "500GiB,  io1, ,     ,         500,  io1, 3000, ",
        "40GiB,   io1, ,     ,         40,   io1, 2000, ",
        "500GiB,  sc1, ,     ,         500,  sc1, ,     ",
        "500GiB,  st1, ,     ,         500,  st1, ,     "
    })
    void a_volume_has_what_its_type_lets_one_choose(
            String size,
            String type,
            Integer iops,
            String throughput,
            long gib,
            String ebs,
            Integer has,
            Integer carries) {
        Sample sample = Plain.kraft().with("brokers.volume.size", size);
        sample = type == null ? sample : sample.with("brokers.volume.type", type);
        sample = iops == null ? sample : sample.with("brokers.volume.iops", iops);
        sample = throughput == null ? sample : sample.with("brokers.volume.throughput", throughput);

        assertThat(of(sample, "broker").volume())
                .isEqualTo(new Machine.DataVolume(gib, ebs, Optional.ofNullable(has), Optional.ofNullable(carries)));
    }

    @ParameterizedTest
    @CsvSource({
        "gp3, 1TiB,   ,      125",
        "gp2, 100GiB, ,      75",
        "gp2, 4GiB,   ,      25",
        "gp2, 1TiB,   ,      250",
        "io1, 1TiB,   1000,  250",
        "io1, 1TiB,   32000, 500",
        "io1, 1TiB,   48000, 750",
        "io1, 2TiB,   64000, 1000",
        "io2, 1TiB,   3000,  750",
        "io2, 1TiB,   64000, 4000",
        "st1, 1TiB,   ,      40",
        "st1, 16TiB,  ,      500",
        "sc1, 1TiB,   ,      12",
        "sc1, 16TiB,  ,      192"
    })
    void a_volume_takes_what_its_type_takes_for_ever(String type, String size, Integer iops, long mib) {
        Sample sample = Plain.kraft().with("brokers.volume.type", type).with("brokers.volume.size", size);
        sample = iops == null ? sample : sample.with("brokers.volume.iops", iops);

        assertThat(of(sample, "broker").volume().sustainedMib()).isEqualTo(mib);
    }

    @Test
    void each_role_has_a_machine_of_its_own() {
        assertThat(of(Plain.kraft(), "broker").instance()).isEqualTo("m7g.xlarge");
        assertThat(of(Plain.kraft(), "controller").instance()).isEqualTo("m7g.medium");
        assertThat(of(Plain.zooKeeper(), "zookeeper").volume().gib()).isEqualTo(20);
        assertThat(of(Plain.zooKeeper(), "broker").volume().gib()).isEqualTo(1024);
    }

    @ForEachSample
    void nothing_is_left_open_and_a_volume_is_as_large_as_described(Sample sample) {
        for (PlannedRole role : Plan.of(sample.description(), Site.EC2).roles()) {
            Machine machine = role.machine();
            boolean gp3 = machine.volume().type().equals("gp3");

            assertThat(machine.image().name()).isNotEmpty();
            assertThat(machine.volume().gib()).isPositive();
            assertThat(machine.volume().mibPerSecond().isPresent()).isEqualTo(gp3);
            assertThat(machine.volume().iops().isPresent())
                    .isEqualTo(gp3 || machine.volume().type().matches("io[12]"));
        }
    }
}
