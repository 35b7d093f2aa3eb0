package io.trivet.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.Artifacts;
import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.edge.local.artifact.Resolution;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of ZooKeeper's settings against its jars. */
final class ZooKeeperSettingsIT {
    private static final Path RESOURCE = Path.of("src/main/resources/io/trivet/process/zookeeper-settings.txt");

    @Test
    void the_list_is_what_the_jars_read() throws Exception {
        List<String> kept = Files.readAllLines(RESOURCE);
        List<String> read = new ArrayList<>(
                kept.stream().filter(line -> line.startsWith("#")).toList());
        ZooKeeperNames.of(jars()).forEach((name, kind) -> read.add(name + " " + kind));
        if (System.getProperty("settings.accept") != null && System.getenv("CI") == null) {
            Files.write(RESOURCE, read);
            return;
        }

        assertThat(kept).containsExactlyElementsOf(read);
    }

    private static List<Path> jars() {
        Artifacts artifacts =
                new Artifacts(Path.of("target/software"), new PrintStream(System.err, true), false, List.of());
        Resolution found = artifacts.find(List.of(Coordinates.zooKeeper(ZooKeeperServer.DEFAULT_VERSION)));
        if (!(found instanceof Resolution.Success all)) {
            throw new AssertionError(found);
        }
        return all.classPaths().get(0).jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith("zookeeper"))
                .toList();
    }
}
