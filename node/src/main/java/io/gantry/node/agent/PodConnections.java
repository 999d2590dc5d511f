package io.gantry.node.agent;

import io.gantry.api.core.v1.HTTPHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** How the agent talks to what listens in a pod, for probes and hooks. */
interface PodConnections {
    PlainHttp.Response get(boolean tls, String host, int port, String path, List<HTTPHeader> headers, Duration limit)
            throws IOException;

    /** Opens a connection and closes it again. */
    void connect(String host, int port, Duration limit) throws IOException;

    ProbeRunner.Answer grpcHealth(String host, int port, String service, Duration limit);

    /** Over the network. */
    PodConnections REAL = new PodConnections() {
        @Override
        public PlainHttp.Response get(
                boolean tls, String host, int port, String path, List<HTTPHeader> headers, Duration limit)
                throws IOException {
            return PlainHttp.get(tls, host, port, path, headers, limit);
        }

        @Override
        public void connect(String host, int port, Duration limit) throws IOException {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), Math.toIntExact(limit.toMillis()));
            }
        }

        @Override
        public ProbeRunner.Answer grpcHealth(String host, int port, String service, Duration limit) {
            return GrpcHealth.ask(host, port, service, limit);
        }
    };

    /** To pods that have no network: each answers well. */
    PodConnections SIMULATED = new PodConnections() {
        @Override
        public PlainHttp.Response get(
                boolean tls, String host, int port, String path, List<HTTPHeader> headers, Duration limit) {
            return new PlainHttp.Response(200, "");
        }

        @Override
        public void connect(String host, int port, Duration limit) {}

        @Override
        public ProbeRunner.Answer grpcHealth(String host, int port, String service, Duration limit) {
            return new ProbeRunner.Answer(true, "service healthy");
        }
    };
}
