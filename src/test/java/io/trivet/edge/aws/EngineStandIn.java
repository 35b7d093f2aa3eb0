package io.trivet.edge.aws;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass;
import pulumirpc.Resource;
import pulumirpc.ResourceMonitorGrpc;

/**
 * A stand-in for Pulumi's engine in a first preview: the program is a process that registers its resources here, over
 * the network of this machine, as it does with the engine.
 */
final class EngineStandIn implements AutoCloseable {
    private final Server server;
    private final Queue<String> types = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Queue<String> debugLines = new ConcurrentLinkedQueue<>();

    EngineStandIn() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(new Monitor())
                .addService(new Engine())
                .build()
                .start();
    }

    /** The environment in which the host starts a program. */
    Map<String, String> environment(String root, String config) {
        String address = "127.0.0.1:" + server.getPort();
        Map<String, String> environment = new TreeMap<>();
        environment.put("PULUMI_MONITOR", address);
        environment.put("PULUMI_ENGINE", address);
        environment.put("PULUMI_ORGANIZATION", "organization");
        environment.put("PULUMI_PROJECT", "trivet");
        environment.put("PULUMI_STACK", "prod");
        environment.put("PULUMI_ROOT_DIRECTORY", root);
        environment.put("PULUMI_DRY_RUN", "true");
        environment.put("PULUMI_CONFIG", config);
        environment.put("PULUMI_CONFIG_SECRET_KEYS", "[]");
        return environment;
    }

    /** Types of the resources that were registered, in the order in which they came. */
    List<String> types() {
        return List.copyOf(types);
    }

    /** What the program has told the engine as an error. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** What the program has told the engine for those who debug it. */
    List<String> debugLines() {
        return List.copyOf(debugLines);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static <T> void answer(StreamObserver<T> to, T answer) {
        to.onNext(answer);
        to.onCompleted();
    }

    private static String urn(String type, String name) {
        return "urn:pulumi:prod::trivet::" + type + "::" + name;
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    private static Value empty() {
        return Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build();
    }

    private final class Monitor extends ResourceMonitorGrpc.ResourceMonitorImplBase {
        @Override
        public void supportsFeature(
                Resource.SupportsFeatureRequest request, StreamObserver<Resource.SupportsFeatureResponse> to) {
            answer(
                    to,
                    Resource.SupportsFeatureResponse.newBuilder()
                            .setHasSupport(true)
                            .build());
        }

        @Override
        public void registerResource(
                Resource.RegisterResourceRequest request, StreamObserver<Resource.RegisterResourceResponse> to) {
            types.add(request.getType());
            answer(
                    to,
                    Resource.RegisterResourceResponse.newBuilder()
                            .setUrn(urn(request.getType(), request.getName()))
                            .setObject(request.getObject())
                            .build());
        }

        @Override
        public void registerResourceOutputs(Resource.RegisterResourceOutputsRequest request, StreamObserver<Empty> to) {
            answer(to, Empty.getDefaultInstance());
        }

        @Override
        public void readResource(
                Resource.ReadResourceRequest request, StreamObserver<Resource.ReadResourceResponse> to) {
            answer(
                    to,
                    Resource.ReadResourceResponse.newBuilder()
                            .setUrn(urn(request.getType(), request.getName()))
                            .setProperties(Struct.newBuilder()
                                    .putFields("name", text(request.getId()))
                                    .putFields("outputs", empty()))
                            .build());
        }

        @Override
        public void invoke(Resource.ResourceInvokeRequest request, StreamObserver<Resource.ResourceInvokeResponse> to) {
            answer(
                    to,
                    Resource.ResourceInvokeResponse.newBuilder()
                            .setReturn(Struct.newBuilder()
                                    .putFields("value", text(AwsMocks.NEWEST_IMAGE))
                                    .putFields("outputs", empty()))
                            .build());
        }
    }

    private final class Engine extends EngineGrpc.EngineImplBase {
        @Override
        public void log(EngineOuterClass.LogRequest request, StreamObserver<Empty> to) {
            if (request.getSeverity() == EngineOuterClass.LogSeverity.ERROR) {
                errors.add(request.getMessage());
            }
            if (request.getSeverity() == EngineOuterClass.LogSeverity.DEBUG) {
                debugLines.add(request.getMessage());
            }
            answer(to, Empty.getDefaultInstance());
        }

        @Override
        public void getRootResource(
                EngineOuterClass.GetRootResourceRequest request,
                StreamObserver<EngineOuterClass.GetRootResourceResponse> to) {
            answer(to, EngineOuterClass.GetRootResourceResponse.getDefaultInstance());
        }

        @Override
        public void setRootResource(
                EngineOuterClass.SetRootResourceRequest request,
                StreamObserver<EngineOuterClass.SetRootResourceResponse> to) {
            answer(to, EngineOuterClass.SetRootResourceResponse.getDefaultInstance());
        }
    }
}
