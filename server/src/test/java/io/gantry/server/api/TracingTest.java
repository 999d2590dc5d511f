package io.gantry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.tracing.Tracing;
import io.gantry.server.tracing.TracingOptions;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans reach a collector over gRPC. What it gets is searched for texts: names and values lie in protobuf as they are. */
class TracingTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private final List<String> exports = new CopyOnWriteArrayList<>();
    private Server collector;

    /** Messages as their bytes, one character each. */
    private static final class Bytes implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        collector = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
                        assertThat(name).isEqualTo("opentelemetry.proto.collector.trace.v1.TraceService/Export");
                        return ServerMethodDefinition.create(
                                MethodDescriptor.<String, String>newBuilder()
                                        .setType(MethodDescriptor.MethodType.UNARY)
                                        .setFullMethodName(name)
                                        .setRequestMarshaller(new Bytes())
                                        .setResponseMarshaller(new Bytes())
                                        .build(),
                                ServerCalls.asyncUnaryCall(
                                        (String request, io.grpc.stub.StreamObserver<String> answer) -> {
                                            exports.add(request);
                                            answer.onNext("");
                                            answer.onCompleted();
                                        }));
                    }
                })
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        collector.shutdownNow();
    }

    private String exported(int rate) throws Exception {
        Tracing tracing = Tracing.open(new TracingOptions("127.0.0.1:" + collector.getPort(), rate), Time.system());
        try (HttpFixture http = new HttpFixture(
                (version, kind, metadata, objects, include, headers) -> "{}".getBytes(StandardCharsets.UTF_8),
                AccessOptions.NONE,
                Time.system(),
                null,
                tracing)) {
            http.send(
                    "POST",
                    MAPS,
                    "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}",
                    "content-type",
                    HttpFixture.JSON,
                    "audit-id",
                    "the one",
                    "traceparent",
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            http.get(MAPS + "/none");
        }
        tracing.close(); // sends what there is
        return String.join("", exports);
    }

    @Test
    void aRequestAndItsPartsAreSpans() throws Exception {
        assertThat(exported(1_000_000))
                .contains(
                        "apiserver",
                        "POST /api/v1/namespaces/{:namespace}/configmaps",
                        "GET /api/v1/namespaces/{:namespace}/configmaps/{:name}",
                        "the one",
                        "tester/1.0",
                        "decoding",
                        "admission",
                        "store commit",
                        "encoding",
                        // the client's trace, linked
                        new String(
                                java.util.HexFormat.of().parseHex("0af7651916cd43dd8448eb211c80319c"),
                                StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsNotSampledIsNotSent() throws Exception {
        assertThat(exported(0)).isEmpty();
    }
}
