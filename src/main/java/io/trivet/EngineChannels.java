package io.trivet;

import io.grpc.ForwardingChannelBuilder;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.ManagedChannelRegistry;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The channels on which Pulumi's SDK speaks with the engine: its own transport, on one thread that can be ended, and
 * without the SDK's lines for debugging ({@link UnsentDebugLines}). A virtual machine that ends waits a third of a
 * second for threads that are inside the operating system, and the transport's own threads always are.
 *
 * <p>An SDK that builds its channels in another way than by gRPC's registry is slower and otherwise as before.
 */
final class EngineChannels extends ManagedChannelProvider implements AutoCloseable {
    /** Above that of the transport itself, which is 5. */
    private static final int PRIORITY = 9;
    /** How long the last bytes may take to leave; all was answered before. */
    private static final int PATIENCE_SECONDS = 1;

    private final EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("engine", true));
    private final Queue<ManagedChannel> open = new ConcurrentLinkedQueue<>();
    private final boolean debugLines;

    private EngineChannels(boolean debugLines) {
        this.debugLines = debugLines;
    }

    /**
     * Makes them those of all channels that are built from now on.
     *
     * @param debugLines whether the engine gets the SDK's lines for debugging
     */
    static EngineChannels registered(boolean debugLines) {
        EngineChannels channels = new EngineChannels(debugLines);
        ManagedChannelRegistry.getDefaultRegistry().register(channels);
        return channels;
    }

    /** Ends the channels, answered or not, and their thread. */
    @Override
    public void close() {
        ManagedChannelRegistry.getDefaultRegistry().deregister(this);
        open.forEach(ManagedChannel::shutdownNow);
        threads.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return PRIORITY;
    }

    @Override
    protected ManagedChannelBuilder<?> builderForAddress(String name, int port) {
        return ours(NettyChannelBuilder.forAddress(name, port));
    }

    @Override
    protected ManagedChannelBuilder<?> builderForTarget(String target) {
        return ours(NettyChannelBuilder.forTarget(target));
    }

    @Override
    protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
        return List.of(InetSocketAddress.class);
    }

    private ManagedChannelBuilder<?> ours(NettyChannelBuilder channel) {
        channel.eventLoopGroup(threads).channelType(NioSocketChannel.class);
        return new Noted(debugLines ? channel : channel.intercept(new UnsentDebugLines()));
    }

    /** Keeps what is built, since a channel whose thread is gone complains. */
    private final class Noted extends ForwardingChannelBuilder<Noted> {
        private final NettyChannelBuilder channel;

        Noted(NettyChannelBuilder channel) {
            this.channel = channel;
        }

        @Override
        protected NettyChannelBuilder delegate() {
            return channel;
        }

        @Override
        public ManagedChannel build() {
            ManagedChannel built = channel.build();
            open.add(built);
            return built;
        }
    }
}
