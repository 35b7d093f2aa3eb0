package io.trivet.edge.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trivet.operate.Failure;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    private Path folder;

    @Test
    void a_second_command_hears_who_is_at_work() throws Failure {
        Path file = folder.resolve("dev/lock");
        long pid = ProcessHandle.current().pid();
        try (StackLock first = StackLock.take(file)) {
            assertThat(first).isNotNull();

            Failure failure = catchThrowableOfType(Failure.class, () -> StackLock.take(file));

            assertThat(failure.problems())
                    .containsExactly(Problem.error(
                                    "local-busy",
                                    Place.ofPath(file.toString()),
                                    "held by process " + pid + ", another command on the same stack")
                            .must("be free: one command at a time changes a cluster")
                            .mend("wait until process " + pid + " is done, or end it with Ctrl-C there"));
        }
    }

    @Test
    void the_next_command_gets_the_lock_of_one_that_is_done() throws Failure {
        Path file = folder.resolve("lock");
        StackLock.take(file).close();

        try (StackLock second = StackLock.take(file)) {
            assertThat(second).isNotNull();
        }
    }
}
