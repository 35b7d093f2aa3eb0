package io.trivet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

@Timeout(60)
final class EngineChannelsTest {
    private static final String REFUSED = "no more of this";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(new Engine())
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    @Test
    void all_but_lines_for_debugging_reach_the_engine() {
        try (EngineChannels engine = EngineChannels.registered(false)) {
            log();
        }

        assertThat(lines).containsExactly("warning", "info");
    }

    @Test
    void lines_for_debugging_reach_the_engine_when_they_are_asked_for() {
        try (EngineChannels engine = EngineChannels.registered(true)) {
            log();
        }

        assertThat(lines).containsExactly("before", "warning", "between", "info", "after");
    }

    @Test
    void a_line_that_the_engine_refuses_fails_as_it_would_without() {
        try (EngineChannels engine = EngineChannels.registered(false)) {
            assertThat(catchThrowableOfType(StatusRuntimeException.class, () -> log(LogSeverity.INFO, REFUSED)))
                    .extracting(failure -> failure.getStatus().getDescription())
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void once_closed_no_thread_is_left_and_others_build_channels() throws InterruptedException {
        List<Thread> before = threads();
        List<Thread> own = new ArrayList<>();
        try (EngineChannels engine = EngineChannels.registered(false)) {
            log();
            own.addAll(threads());
            own.removeAll(before);
            assertThat(own).hasSize(1);
            assertThat(ManagedChannelProvider.provider()).isSameAs(engine);
        }

        // It says that it ends a moment before it has; one that did not would end this test.
        own.get(0).join();
        assertThat(ManagedChannelProvider.provider()).isNotInstanceOf(EngineChannels.class);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("engine-"))
                .toList();
    }

    private void log() {
        log(LogSeverity.DEBUG, "before");
        log(LogSeverity.WARNING, "warning");
        log(LogSeverity.DEBUG, "between");
        log(LogSeverity.INFO, "info");
        log(LogSeverity.DEBUG, "after");
    }

    private void log(LogSeverity severity, String text) {
        ManagedChannel channel = ManagedChannelBuilder.forTarget("127.0.0.1:" + server.getPort())
                .usePlaintext()
                .build();
        Empty answer = EngineGrpc.newBlockingStub(channel)
                .log(LogRequest.newBuilder()
                        .setSeverity(severity)
                        .setMessage(text)
                        .build());
        assertThat(answer).isEqualTo(Empty.getDefaultInstance());
    }

    private final class Engine extends EngineGrpc.EngineImplBase {
        @Override
        public void log(LogRequest line, StreamObserver<Empty> to) {
            if (line.getMessage().equals(REFUSED)) {
                to.onError(Status.INVALID_ARGUMENT.withDescription(REFUSED).asRuntimeException());
                return;
            }
            lines.add(line.getMessage());
            to.onNext(Empty.getDefaultInstance());
            to.onCompleted();
        }
    }
}
