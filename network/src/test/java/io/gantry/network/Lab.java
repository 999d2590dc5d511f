package io.gantry.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node (namespace with a bridge), pods on it (namespaces joined by veth), and a machine outside of it. Servers answer each
 * connection or datagram with {@code NAME CLIENT-ADDRESS}.
 */
public final class Lab implements Closeable {
    public static final String BRIDGE = "gttest0001";
    public static final String BRIDGE_MAC = "0a:58:0a:f4:00:01";
    public static final String NODE_OUTSIDE = "198.51.100.1";
    public static final String REFUSED = "refused";
    public static final String TIMEOUT = "timeout";

    public final TestNamespace node = new TestNamespace("node");
    public final TestNamespace outside = new TestNamespace("out");
    public final List<TestNamespace> pods = new ArrayList<>();
    private final List<Closeable> resources = new ArrayList<>();

    /** @param makeBridge false where the code under test makes it */
    public Lab(int podCount, boolean makeBridge) {
        node.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
        if (makeBridge) {
            node.ip("link add " + BRIDGE + " address " + BRIDGE_MAC + " type bridge");
            node.ip("addr add 10.244.0.1/24 dev " + BRIDGE);
            node.ip("link set " + BRIDGE + " up");
            node.ip("route add 10.96.0.0/16 dev " + BRIDGE + " src 10.244.0.1");
            node.run("sysctl", "-qw", "net.ipv4.conf." + BRIDGE + ".route_localnet=1");
            node.run("sysctl", "-qw", "net.ipv4.conf.all.send_redirects=0");
            node.run("sysctl", "-qw", "net.ipv4.conf." + BRIDGE + ".send_redirects=0");
        }
        node.ip("link add ext type veth peer name eth0 netns " + outside.name());
        node.ip("addr add " + NODE_OUTSIDE + "/24 dev ext");
        node.ip("link set ext up");
        outside.ip("addr add 198.51.100.9/24 dev eth0");
        outside.ip("link set eth0 up");
        outside.ip("route add default via " + NODE_OUTSIDE);
        for (int i = 1; i <= podCount; i++) {
            addPod(BRIDGE, 10 + i, "10.244.0.");
        }
    }

    /** A pod at 10.244.0.LAST. */
    public TestNamespace addPod(String bridge, int last, String prefix) {
        var pod = new TestNamespace("pod");
        pods.add(pod);
        node.ip("link add ve" + last + " type veth peer name eth0 netns " + pod.name());
        node.ip("link set ve" + last + " master " + bridge + " up");
        node.ip("link set ve" + last + " type bridge_slave hairpin on");
        pod.ip("link set eth0 up");
        pod.ip("addr add " + prefix + last + "/24 dev eth0");
        pod.ip("route add default via " + prefix + "1");
        return pod;
    }

    public TestNamespace pod(int number) {
        return pods.get(number - 1);
    }

    public static String podIp(int number) {
        return "10.244.0." + (10 + number);
    }

    /** Serves TCP and UDP in a namespace until the lab closes. */
    public Closeable serve(TestNamespace where, String name, int port) throws IOException {
        var tcp = where.namespace().call(ServerSocketChannel::open);
        tcp.bind(new InetSocketAddress(port));
        var udp = where.namespace().call(DatagramChannel::open);
        udp.bind(new InetSocketAddress(port));
        Thread.ofVirtual().start(() -> serveTcp(tcp, name));
        Thread.ofPlatform().daemon().start(() -> serveUdp(udp, name));
        Closeable both = () -> {
            tcp.close();
            udp.close();
        };
        resources.add(both);
        return both;
    }

    private static void serveTcp(ServerSocketChannel server, String name) {
        while (true) {
            try {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (connection) {
                        var from = (InetSocketAddress) connection.getRemoteAddress();
                        write(connection, name + " " + from.getAddress().getHostAddress() + "\n");
                        // Echo what comes, for connections that are kept open.
                        var buffer = ByteBuffer.allocate(64);
                        while (connection.read(buffer) >= 0) {
                            buffer.flip();
                            while (buffer.hasRemaining()) {
                                connection.write(buffer);
                            }
                            buffer.clear();
                        }
                    } catch (IOException e) {
                        // The client went away.
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serveUdp(DatagramChannel server, String name) {
        var buffer = ByteBuffer.allocate(512);
        while (true) {
            try {
                buffer.clear();
                var from = (InetSocketAddress) server.receive(buffer);
                server.send(
                        ByteBuffer.wrap(
                                (name + " " + from.getAddress().getHostAddress()).getBytes(StandardCharsets.US_ASCII)),
                        from);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void write(SocketChannel connection, String text) throws IOException {
        connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Connects {@code times} times and counts the answers. */
    public static Map<String, Integer> ask(TestNamespace from, String address, int port, int times) {
        var counts = new TreeMap<String, Integer>();
        for (int i = 0; i < times; i++) {
            counts.merge(askOnce(from, address, port), 1, Integer::sum);
        }
        return counts;
    }

    public static String askOnce(TestNamespace from, String address, int port) {
        try (var channel = from.namespace().call(SocketChannel::open)) {
            var socket = channel.socket();
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1500);
            socket.setSoTimeout(1500);
            return line(socket);
        } catch (java.net.ConnectException e) {
            return REFUSED;
        } catch (IOException e) {
            return TIMEOUT;
        }
    }

    public static String line(java.net.Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\n';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** A connection that stays open; the first line is already read. */
    public static SocketChannel connect(TestNamespace from, String address, int port) throws IOException {
        var channel = from.namespace().call(SocketChannel::open);
        channel.socket().connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), 1500);
        channel.socket().setSoTimeout(1500);
        line(channel.socket());
        return channel;
    }

    /** One datagram from a given source port, and its answer. */
    public static String datagram(TestNamespace from, int sourcePort, String address, int port) {
        try (var channel = from.namespace().call(DatagramChannel::open)) {
            var socket = channel.socket();
            socket.bind(new InetSocketAddress(sourcePort));
            socket.setSoTimeout(700);
            var target = new InetSocketAddress(InetAddress.ofLiteral(address), port);
            socket.connect(target);
            socket.send(new java.net.DatagramPacket(new byte[] {1}, 1));
            var answer = new java.net.DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        } catch (java.net.PortUnreachableException e) {
            return REFUSED;
        } catch (IOException e) {
            // How the kernel tells a local sender that its datagram was rejected.
            return String.valueOf(e.getMessage()).contains("not permitted") ? REFUSED : TIMEOUT;
        }
    }

    @Override
    public void close() throws IOException {
        for (var resource : resources) {
            resource.close();
        }
        pods.forEach(TestNamespace::close);
        outside.close();
        node.close();
    }
}
