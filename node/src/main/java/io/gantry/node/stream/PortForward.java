package io.gantry.node.stream;

import io.gantry.client.node.Duplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A connection to a port of a pod on a runtime's streaming server, protocol {@code portforward.k8s.io} over SPDY/3.1.
 *
 * <p>A port that nobody listens on shows at the end of {@link #in()}: instead of end of file comes the server's error.
 */
public final class PortForward implements Duplex {
    private static final String PROTOCOL = "portforward.k8s.io";
    private static final int MAX_ERROR_BYTES = 8 * 1024;

    private final SpdyConnection connection;
    private final SpdyStream error;
    private final SpdyStream data;
    private final InputStream in = new CheckedInput();

    private PortForward(SpdyConnection connection, SpdyStream error, SpdyStream data) {
        this.connection = connection;
        this.error = error;
        this.data = data;
    }

    /** @param url what the runtime answered to PortForward */
    public static PortForward open(URI url, int port) throws IOException {
        var connection = SpdyConnection.open(url, PROTOCOL);
        try {
            var portText = Integer.toString(port);
            var error = connection.openStream(Map.of("streamtype", "error", "port", portText, "requestid", "0"));
            // The server sends only on this one.
            error.output().close();
            var data = connection.openStream(Map.of("streamtype", "data", "port", portText, "requestid", "0"));
            return new PortForward(connection, error, data);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return data.output();
    }

    @Override
    public void close() {
        connection.close();
    }

    private final class CheckedInput extends InputStream {
        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var n = data.input().read(target, offset, length);
            if (n < 0 && !ended) {
                var message = new String(error.input().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
                ended = true;
                if (!message.isBlank()) {
                    throw new IOException(message.strip());
                }
            }
            return n;
        }

        @Override
        public int available() {
            return data.input().available();
        }

        @Override
        public void close() {
            data.input().close();
        }
    }
}
