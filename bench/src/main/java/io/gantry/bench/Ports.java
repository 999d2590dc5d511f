package io.gantry.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports that nobody has. */
final class Ports {
    private Ports() {}

    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
