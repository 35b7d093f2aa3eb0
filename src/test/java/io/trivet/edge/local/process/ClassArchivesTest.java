package io.trivet.edge.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.local.artifact.Coordinates;
import io.trivet.gen.Samples;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {
    private static final String WRITE = "-XX:ArchiveClassesAtExit=";

    private final List<NodeTask> tasks =
            NodeTask.of(Plan.of(Samples.of(1).description(), Site.EC2).nodes());

    @TempDir
    private Path folder;

    @Test
    void the_first_node_of_each_role_writes_what_is_not_there() {
        assertThat(writers()).allMatch(task -> task.node().node().number() == 1);
        assertThat(writers().stream().map(task -> task.node().node().role()))
                .containsExactlyElementsOf(tasks.stream()
                        .map(task -> task.node().node().role())
                        .distinct()
                        .toList());
        assertThat(tasks).allMatch(task -> archives().reading(task, programs()).isEmpty());
    }

    @Test
    void what_was_written_is_read_once_it_is_kept_and_not_written_again() throws IOException {
        NodeTask broker = broker();
        Files.writeString(Path.of(archives().writing(broker, programs()).get(0).substring(WRITE.length())), "classes");
        assertThat(archives().reading(broker, programs())).isEmpty();

        archives().keep();

        Path kept = Path.of(archives().reading(broker, programs()).get(0).substring("-XX:SharedArchiveFile=".length()));
        assertThat(kept).hasContent("classes");
        assertThat(writers()).doesNotContain(broker);
    }

    @Test
    void what_is_discarded_and_what_another_stack_writes_is_not_kept() throws IOException {
        NodeTask broker = broker();
        Path own = Path.of(archives().writing(broker, programs()).get(0).substring(WRITE.length()));
        Files.writeString(own, "half of the classes");
        new ClassArchives(folder, ".another.draft").discard();
        new ClassArchives(folder, ".another.draft").keep();
        assertThat(own).exists();

        archives().discard();
        archives().keep();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void where_no_folder_can_be_nothing_is_written() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(new ClassArchives(file, ".draft").writing(broker(), programs()))
                .isEmpty();
    }

    private ClassArchives archives() {
        return new ClassArchives(folder, ".this.draft");
    }

    private List<NodeTask> writers() {
        return tasks.stream()
                .filter(task -> !archives().writing(task, programs()).isEmpty())
                .toList();
    }

    private NodeTask broker() {
        return writers().get(writers().size() - 1);
    }

    private Programs programs() {
        return new Programs(
                tasks.stream()
                        .map(task -> Coordinates.of(task.launch()))
                        .distinct()
                        .collect(Collectors.toMap(program -> program, program -> program.version() + ".jar")),
                "kraft",
                Collections.emptySortedMap());
    }
}
