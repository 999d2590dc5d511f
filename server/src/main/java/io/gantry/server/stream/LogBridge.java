package io.gantry.server.stream;

import io.gantry.client.node.LogRequest;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.NodeApiException;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.ResponseStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves a pod's {@code log} subresource: the log as plain text, followed promptly. */
public final class LogBridge {
    private static final Headers PLAIN = Headers.of("Content-Type", "text/plain");

    private LogBridge() {}

    /**
     * Returns at the end of the log, or when the client goes away.
     *
     * @throws EdgeException when the node refuses before its first byte, with the node's status
     */
    public static void serve(Exchange exchange, NodeApi node, LogRequest request) throws IOException {
        var out = new Answer(exchange, request.follow());
        try (var _ = exchange.interruptOnClose()) {
            node.logs(request, out);
            if (!exchange.closed()) {
                out.close();
            }
        } catch (NodeApiException e) {
            if (exchange.responded()) {
                throw e;
            }
            throw new EdgeException(e.code(), e);
        }
    }

    /** Begins the response with the first byte or flush, so that a refusal before it can have a status of its own. */
    private static final class Answer extends OutputStream {
        private final Exchange exchange;
        private final boolean follow;
        private @Nullable ResponseStream body;

        Answer(Exchange exchange, boolean follow) {
            this.exchange = exchange;
            this.follow = follow;
        }

        private ResponseStream body() throws IOException {
            var begun = body;
            if (begun == null) {
                begun = exchange.respondStream(200, PLAIN);
                body = begun;
            }
            return begun;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            var out = body();
            out.write(bytes, offset, length);
            if (follow) {
                out.flush();
            }
        }

        @Override
        public void flush() throws IOException {
            body().flush();
        }

        @Override
        public void close() throws IOException {
            body().close();
        }
    }
}
