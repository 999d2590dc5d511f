package io.gantry.server.stream;

import io.gantry.client.node.StreamSession;
import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.SpdyConnection;
import io.gantry.server.edge.SpdyStream;
import io.gantry.server.edge.StatusBody;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exec and attach over SPDY/3.1: a stream each, named by its header {@code streamType}. */
final class SpdyTerminal implements Terminal {
    private static final Logger LOG = System.getLogger(ExecBridge.class.getName());

    private static final String VERSION_HEADER = "X-Stream-Protocol-Version";
    private static final String ACCEPTED_HEADER = "X-Accepted-Stream-Protocol-Versions";

    /** How long a client may take to open all its streams; as long as Kubernetes' API server gives it. */
    private static final Duration OPENING = Duration.ofSeconds(30);

    /** Sub-protocols, newest first: 2 fixes the order of closing, 3 resizes, 4 has a {@code Status} at the end. */
    private static final List<String> VERSIONS =
            List.of("v4.channel.k8s.io", "v3.channel.k8s.io", "v2.channel.k8s.io", "channel.k8s.io");

    /**
     * The sub-protocol agreed on.
     *
     * @param number 1 to 4
     * @param name as the client wrote it; empty when it named none, which means the first
     */
    record Version(int number, String name) {
        Headers answer() {
            return name.isEmpty() ? Headers.empty() : Headers.of(VERSION_HEADER, name);
        }
    }

    private final SpdyConnection connection;
    private final Version version;
    private final ExecBridge.Options options;
    private final Map<String, SpdyStream> streams = new HashMap<>();
    private final List<Thread> inputs = new ArrayList<>();

    SpdyTerminal(SpdyConnection connection, Version version, ExecBridge.Options options) {
        this.connection = connection;
        this.version = version;
        this.options = options;
    }

    /** The client's first sub-protocol that we know; {@code null} after answering that there is none. */
    static @Nullable Version negotiate(Exchange exchange) throws IOException {
        var offered = exchange.headers().elements(VERSION_HEADER);
        if (offered.isEmpty()) {
            return new Version(1, "");
        }
        for (String name : offered) {
            int index = VERSIONS.indexOf(name);
            if (index >= 0) {
                return new Version(VERSIONS.size() - index, name);
            }
        }
        refuse(exchange, offered, VERSIONS);
        return null;
    }

    /** What Kubernetes' clients expect when no sub-protocol is known to both. */
    static void refuse(Exchange exchange, List<String> offered, List<String> known) throws IOException {
        var headers = Headers.builder().add("Content-Type", "application/json");
        known.forEach(name -> headers.add(ACCEPTED_HEADER, name));
        exchange.respond(
                403,
                headers.build(),
                StatusBody.failure(
                        403,
                        "unable to upgrade: unable to negotiate protocol: client supports " + offered
                                + ", server supports " + known));
    }

    @Override
    public void start(StreamSession session) throws IOException, InterruptedException {
        boolean resizes = options.tty() && version.number >= 3;
        var expected = new ArrayList<>(List.of("error"));
        if (options.stdin()) {
            expected.add("stdin");
        }
        if (options.stdout()) {
            expected.add("stdout");
        }
        if (options.stderr()) {
            expected.add("stderr");
        }
        if (resizes) {
            expected.add("resize");
        }
        while (!streams.keySet().containsAll(expected)) {
            var stream = connection.acceptStream(OPENING);
            if (stream == null) {
                throw new EdgeException(
                        400,
                        "the client opened the streams " + streams.keySet() + " in time, expected were " + expected);
            }
            String type = stream.headers().first("streamType");
            if (type == null || !expected.contains(type) || streams.putIfAbsent(type, stream) != null) {
                stream.reset();
            }
        }
        if (options.stdin()) {
            inputs.add(start("stdin", () -> {
                try (var stdin = session.stdin()) {
                    Copy.all(stream("stdin").in(), stdin);
                }
            }));
        }
        if (resizes) {
            inputs.add(start("resize", () -> {
                try (var sizes = TerminalSize.parser(stream("resize").in())) {
                    TerminalSize size;
                    while ((size = TerminalSize.next(sizes)) != null) {
                        session.resize(size.width(), size.height());
                    }
                }
            }));
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static Thread start(String name, Task task) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                task.run();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> name + " ended: " + e);
            }
        });
    }

    private SpdyStream stream(String type) {
        return Objects.requireNonNull(streams.get(type), type);
    }

    @Override
    public OutputStream stdout() {
        return stream("stdout").out();
    }

    @Override
    public OutputStream stderr() {
        return stream("stderr").out();
    }

    @Override
    public void end(byte[] status, byte[] failure) throws IOException {
        byte[] message = version.number >= 4 ? status : failure;
        try (var error = stream("error").out()) {
            if (message.length > 0) {
                error.write(message);
            }
        }
    }

    @Override
    public void close() {
        connection.close();
        inputs.forEach(Thread::interrupt);
    }
}
