package io.trivet.edge.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the packaged program as Pulumi's host does, against {@link EngineStandIn}, for so many brokers: as it is
 * started, and as it would be without what {@code io.trivet.start} adds. The two take turns. Run by
 * {@code bench/program}.
 */
final class ProgramBench {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int LOOK_MILLIS = 10;

    private record Cost(Duration wall, Duration cpu, long megabytes, int resources) {}

    private ProgramBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int brokers = Integer.parseInt(args[0]);
        int runs = Integer.parseInt(args[1]);
        // Leaves the archive of classes.
        run(brokers, "target/trivet.jar");
        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            without.add(run(brokers, "target/trivet-program.jar"));
            with.add(run(brokers, "target/trivet.jar"));
        }
        print(brokers, "java -jar alone", without);
        print(brokers, "as it is started", with);
    }

    private static void print(int brokers, String way, List<Cost> costs) {
        Cost median = costs.stream()
                .sorted((one, other) -> one.wall().compareTo(other.wall()))
                .toList()
                .get(costs.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%4d brokers  %5d resources  %-16s  %6.2f s  %6.2f s of processor  %5d MiB%n",
                brokers,
                median.resources(),
                way,
                median.wall().toMillis() / 1000.0,
                median.cpu().toMillis() / 1000.0,
                median.megabytes());
    }

    private static Cost run(int brokers, String jar) throws IOException, InterruptedException {
        try (EngineStandIn engine = new EngineStandIn()) {
            ProcessBuilder builder = new ProcessBuilder(JAVA, "-jar", jar)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ROOT.resolve("target/bench.out").toFile());
            builder.environment().putAll(engine.environment(ROOT.toString(), config(brokers)));
            long begin = System.nanoTime();
            Process process = builder.start();
            Map<Long, Duration> cpu = new TreeMap<>();
            Map<Long, Long> memory = new TreeMap<>();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                for (ProcessHandle one : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .toList()) {
                    one.info().totalCpuDuration().ifPresent(spent -> cpu.put(one.pid(), spent));
                    memory.merge(one.pid(), megabytes(one.pid()), Math::max);
                }
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(jar + " ended with " + process.exitValue() + ": " + engine.errors());
            }
            return new Cost(
                    Duration.ofNanos(System.nanoTime() - begin),
                    cpu.values().stream().reduce(Duration.ZERO, Duration::plus),
                    memory.values().stream().mapToLong(Long::longValue).sum(),
                    engine.types().size());
        }
    }

    /** What the process has held at most, as Linux tells it; 0 when it has ended. */
    private static long megabytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
                }
            }
        } catch (IOException e) {
            // It has ended between two looks.
        }
        return 0;
    }

    private static String config(int brokers) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> cluster = new TreeMap<>();
        cluster.put("extends", "cluster.yaml");
        cluster.put("name", "films");
        cluster.put("environment", "prod");
        cluster.put("zones", List.of("us-east-1a", "us-east-1b", "us-east-1c"));
        cluster.put("network", Map.of("cidr", "10.20.0.0/16"));
        cluster.put("dns", Map.of("zone", "us-east-1.prod.internal"));
        cluster.put("brokers", Map.of("nodes", brokers));
        return json.writeValueAsString(
                new TreeMap<>(Map.of("aws:region", "us-east-1", "trivet:cluster", json.writeValueAsString(cluster))));
    }
}
