package io.trivet;

import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

/**
 * Answers, in place of Pulumi's engine, the lines that the SDK writes for those who debug it: four calls a resource,
 * sent whether they are shown or not. All else goes to the engine.
 */
final class UnsentDebugLines implements ClientInterceptor {
    /** The method by which the SDK logs, of pulumi/engine.proto. */
    private static final String LOG = "pulumirpc.Engine/Log";

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel engine) {
        ClientCall<Q, A> call = engine.newCall(method, options);
        return method.getFullMethodName().equals(LOG) ? new Line<>(call, method) : call;
    }

    /** One line, of which only its message says whether it is for debugging; until then nothing has begun. */
    private static final class Line<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private final MethodDescriptor<Q, A> method;
        private Listener<A> listener = new Listener<>() {};
        private Metadata headers = new Metadata();
        private int answers;
        private boolean sent;

        Line(ClientCall<Q, A> call, MethodDescriptor<Q, A> method) {
            super(call);
            this.method = method;
        }

        @Override
        public void start(Listener<A> responseListener, Metadata metadata) {
            listener = responseListener;
            headers = metadata;
        }

        @Override
        public void request(int messages) {
            if (sent) {
                super.request(messages);
            } else {
                answers += messages;
            }
        }

        @Override
        public void sendMessage(Q message) {
            if (message instanceof LogRequest line && line.getSeverity() == LogSeverity.DEBUG) {
                listener.onMessage(method.parseResponse(
                        Empty.getDefaultInstance().toByteString().newInput()));
                listener.onClose(Status.OK, new Metadata());
                return;
            }
            sent = true;
            super.start(listener, headers);
            super.request(answers);
            super.sendMessage(message);
        }

        @Override
        public void halfClose() {
            if (sent) {
                super.halfClose();
            }
        }

        @Override
        public void cancel(String reason, Throwable cause) {
            if (sent) {
                super.cancel(reason, cause);
            }
        }
    }
}
