package io.gantry.server.stream;

import io.gantry.client.node.AttachRequest;
import io.gantry.client.node.Duplex;
import io.gantry.client.node.ExecRequest;
import io.gantry.client.node.LogRequest;
import io.gantry.client.node.NodeApi;
import io.gantry.client.node.NodeApiException;
import io.gantry.client.node.NodeReply;
import io.gantry.client.node.NodeRequest;
import io.gantry.client.node.PodRef;
import io.gantry.client.node.StreamSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A node whose containers are processes of this machine, and whose pods listen on this machine's loopback. */
final class FakeNode implements NodeApi {
    final BlockingQueue<ProcessSession> sessions = new LinkedBlockingQueue<>();
    final CountDownLatch logsEnded = new CountDownLatch(1);

    @Override
    public void logs(LogRequest request, OutputStream out) throws IOException {
        if (!request.container().equals("c")) {
            throw new NodeApiException(400, "container " + request.container() + " is not valid for pod p");
        }
        out.write("line 1\nline 2\n".getBytes(StandardCharsets.UTF_8));
        if (request.follow()) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                logsEnded.countDown();
            }
        }
    }

    @Override
    public StreamSession exec(ExecRequest request) throws IOException {
        if (request.container().equals("absent")) {
            throw new NodeApiException(404, "container not found (\"absent\")");
        }
        var session = new ProcessSession(request.command(), request.tty());
        sessions.add(session);
        return session;
    }

    @Override
    public StreamSession attach(AttachRequest request) throws IOException {
        var session = new ProcessSession(List.of("sed", "-u", "s/^/got /"), request.tty());
        sessions.add(session);
        return session;
    }

    @Override
    public Duplex portForward(PodRef pod, int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        return new Duplex() {
            @Override
            public InputStream in() {
                return stream(socket);
            }

            @Override
            public OutputStream out() {
                return new HalfClosing(socket);
            }

            @Override
            public void close() {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Override
    public NodeReply http(NodeRequest request) {
        return NodeReply.text(
                request.path().equals("/teapot") ? 418 : 200,
                request.method() + " " + request.path() + " [" + request.query() + "]");
    }

    private static InputStream stream(Socket socket) {
        try {
            return socket.getInputStream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class HalfClosing extends OutputStream {
        private final Socket socket;

        HalfClosing(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void write(int b) throws IOException {
            socket.getOutputStream().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            socket.getOutputStream().write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            try {
                socket.shutdownOutput();
            } catch (SocketException e) {
                if (!socket.isClosed()) {
                    throw e;
                }
            }
        }
    }
}
