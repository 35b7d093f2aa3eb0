package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.layout.Instance;
import io.trivet.layout.Site;
import io.trivet.process.jvm.JvmFlags;
import io.trivet.process.jvm.JvmOption;
import io.trivet.stack.DataSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JvmTest {
    private static final Site LAPTOP = new Site.ThisMachine("/root", false);
    private static final List<String> INSTANCES = List.of(
            "t4g.nano",
            "t4g.small",
            "t4g.medium",
            "m7g.medium",
            "c7g.large",
            "m7g.large",
            "m7g.xlarge",
            "r7g.16xlarge");

    static List<Jvm.Need> needs() {
        return List.of(KafkaBroker.NEED, KafkaController.NEED, ZooKeeperServer.NEED);
    }

    @ParameterizedTest
    @MethodSource("needs")
    void a_computed_heap_leaves_half_of_the_memory_to_the_page_cache(Jvm.Need need) {
        assertThat(INSTANCES).allSatisfy(type -> {
            long memory = Instance.of(type).orElseThrow().memory().bytes();
            assertThat(heap(need, type).bytes()).isPositive().isLessThanOrEqualTo(memory / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("needs")
    void a_computed_heap_never_shrinks_with_the_instance_and_stops_growing(Jvm.Need need) {
        assertThat(INSTANCES).extracting(type -> heap(need, type)).isSorted();
        assertThat(heap(need, "m7g.16xlarge")).isEqualTo(heap(need, "r7g.16xlarge"));
    }

    @Test
    void a_described_heap_is_taken_as_it_is() {
        Jvm jvm = Jvm.of(KafkaBroker.NEED, Site.EC2, "m7g.xlarge", Optional.of(DataSize.mib(1234)), List.of());

        assertThat(jvm.options("")).contains("\n-Xms1234m\n-Xmx1234m\n");
    }

    @ParameterizedTest
    @MethodSource("needs")
    void the_heap_of_the_laptop_does_not_depend_on_the_description(Jvm.Need need) {
        assertThat(Jvm.of(need, LAPTOP, "r7g.16xlarge", Optional.of(DataSize.gib(6)), List.of()))
                .isEqualTo(Jvm.of(need, LAPTOP, "t4g.nano", Optional.empty(), List.of()));
    }

    @Test
    void the_process_takes_more_than_its_heap() {
        Jvm jvm = Jvm.of(KafkaBroker.NEED, Site.EC2, "m7g.xlarge", Optional.empty(), List.of());

        assertThat(jvm.memory()).isGreaterThan(jvm.heap());
    }

    @Test
    void what_is_described_stands_at_the_end_in_the_place_of_trivets_own() {
        String options = described(Site.EC2, "-XX:MaxGCPauseMillis=50", "-Dregion=eu", "-XX:+UseZGC")
                .options("-Down=1\n");

        assertThat(options)
                .contains("\n-Down=1\n# Described\n-XX:MaxGCPauseMillis=50\n-Dregion=eu\n-XX:+UseZGC\n")
                .doesNotContain("UseG1GC", "MaxGCPauseMillis=20");
        assertThat(described(LAPTOP, "-XX:+UseZGC").options("")).doesNotContain("UseSerialGC");
    }

    /** The real JVM, on both sites, with numbers of which each is one that the table takes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_jvm_starts_with_options_that_are_taken(long seed, @TempDir Path folder) throws Exception {
        Random chance = new Random(seed);
        List<String> some = new ArrayList<>(TRIED);
        Collections.shuffle(some, chance);
        String[] options = some.subList(0, 8).toArray(String[]::new);
        assertThat(options)
                .filteredOn(text -> text.startsWith("-XX:"))
                .allSatisfy(text -> assertThat(JvmFlags.check(JvmOption.of(text).orElseThrow()))
                        .isEmpty());
        for (Site site : List.of(Site.EC2, LAPTOP)) {
            Path file = folder.resolve("jvm.options");
            Files.writeString(file, described(site, options).options(""));
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + file,
                            "-version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(java.waitFor()).as(said).isZero();
        }
    }

    private static final List<String> TRIED = List.of(
            "-XX:MaxGCPauseMillis=50",
            "-XX:+AlwaysPreTouch",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:ParallelGCThreads=4",
            "-XX:+HeapDumpOnOutOfMemoryError",
            "-XX:HeapDumpPath=/var/lib/kafka/data",
            "-XX:NativeMemoryTracking=summary",
            "-XX:MinMetaspaceFreeRatio=10",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:ThreadStackSize=256",
            "-XX:+UseStringDeduplication",
            "-XX:ActiveProcessorCount=2",
            "-XX:+UseNUMA",
            "-XX:-UsePerfData",
            "-XX:+PerfDisableSharedMem",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:+UseParallelGC",
            "-Dhttp.nonProxyHosts=localhost|127.*",
            "-Dnetworkaddress.cache.ttl=60");

    private static Jvm described(Site site, String... options) {
        return Jvm.of(
                KafkaController.NEED,
                site,
                "m7g.medium",
                Optional.of(DataSize.mib(256)),
                Stream.of(options).map(text -> JvmOption.of(text).orElseThrow()).toList());
    }

    private static DataSize heap(Jvm.Need need, String type) {
        return Jvm.of(need, Site.EC2, type, Optional.empty(), List.of()).heap();
    }
}
