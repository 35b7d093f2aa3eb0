package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.Engine;
import com.pulumi.deployment.internal.Monitor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TaskPaceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> rests = new ArrayList<>();
    private final TaskPace pace = new TaskPace(nanos::get, rests::add);

    @Test
    void a_pass_over_many_tasks_rests_longer_and_none_rests_for_ever() {
        quiet(3600);

        pass(100);
        pass(100_000);
        pass(100_000_000);

        assertThat(rests).containsExactly(10L, 200L, 1000L);
    }

    @Test
    void while_things_happen_a_pass_rests_for_a_moment() {
        quiet(3600);
        line("Registering task: 'a'");

        pass(100_000);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        pass(100_000);
        line("Completed task: 'a'");
        pass(100_000);

        assertThat(rests).containsExactly(40L, 100L, 40L);
    }

    @Test
    void what_a_pass_says_of_each_open_task_is_no_event() {
        quiet(3600);

        line("Tasks not done: a");
        pass(100_000);

        assertThat(rests).containsExactly(200L);
    }

    /** The words are the SDK's, so they are taken from its own loop: it waits for a task that the third pass does. */
    @Test
    @Timeout(60)
    void the_loop_of_the_sdk_rests_in_each_of_its_passes() {
        Logger log = Logger.getAnonymousLogger();
        log.setUseParentHandlers(false);
        log.setLevel(Level.FINEST);
        CompletableFuture<Void> task = new CompletableFuture<>();
        log.setFilter(new TaskPace(nanos::get, milliseconds -> {
            rests.add(milliseconds);
            if (rests.size() == 3) {
                task.complete(null);
            }
        }));
        DeploymentImpl.DeploymentState state = new DeploymentImpl.DeploymentState(
                new DeploymentImpl.Config(ImmutableMap.of(), ImmutableSet.of()),
                log,
                "organization",
                "trivet",
                "test",
                "/",
                false,
                absent(Engine.class),
                absent(Monitor.class));
        state.runner.registerTask("a task", task);

        assertThat(state.runner.runAsync(() -> "done").join().exitCode()).isZero();
        assertThat(rests).hasSize(3);
    }

    private void quiet(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private void pass(int characters) {
        String words = "Remaining tasks [1]: ";
        line(words + "x".repeat(characters - words.length()));
    }

    private void line(String text) {
        assertThat(pace.isLoggable(new LogRecord(Level.FINEST, text))).isFalse();
    }

    /** Never called. */
    private static <T> T absent(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
