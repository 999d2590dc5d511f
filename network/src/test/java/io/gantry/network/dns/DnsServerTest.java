package io.gantry.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.network.host.NetNamespace;
import io.gantry.network.proxy.Cidr;
import java.io.DataInputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The server on real sockets of the loopback device. */
@Timeout(60)
class DnsServerTest {
    @TempDir
    Path directory;

    private final FixedView view = FixedView.example();
    private final NetNamespace namespace = NetNamespace.own();
    private final List<AutoCloseable> open = new ArrayList<>();
    private @org.jspecify.annotations.Nullable DnsServer server;

    @BeforeEach
    void start() throws Exception {
        server = start("127.0.0.41", "");
    }

    private DnsServer start(String address, String resolvConf) throws Exception {
        var file = directory.resolve("resolv-" + address);
        Files.writeString(file, resolvConf);
        var started = DnsServer.start(
                namespace,
                InetAddress.ofLiteral(address),
                new Resolver(view, "cluster.local", "10.96.0.10", List.of(Cidr.parse("10.96.0.0/16"))),
                new Forwarder(namespace, file, Set.of("10.96.0.10"), Time.system(), new Random()),
                new Random());
        open.add(started);
        return started;
    }

    @AfterEach
    void stop() throws Exception {
        for (var part : open.reversed()) {
            part.close();
        }
        namespace.close();
    }

    private static Message query(String name, int type) throws Exception {
        var query = Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN));
        return query;
    }

    private Message udp(Message query) throws Exception {
        return new Message(udp(query.toWire()));
    }

    private byte[] udp(byte[] wire) throws Exception {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(8000);
            socket.send(new DatagramPacket(
                    wire, wire.length, java.util.Objects.requireNonNull(server).address()));
            var packet = new DatagramPacket(new byte[65535], 65535);
            socket.receive(packet);
            return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private static Message tcp(Socket socket, Message query) throws Exception {
        var wire = query.toWire();
        socket.getOutputStream()
                .write(ByteBuffer.allocate(wire.length + 2)
                        .putShort((short) wire.length)
                        .put(wire)
                        .array());
        var in = new DataInputStream(socket.getInputStream());
        return new Message(in.readNBytes(in.readUnsignedShort()));
    }

    @Test
    void answersOverUdpAndTcp() throws Exception {
        var answer = udp(query("web.default.svc.cluster.local.", Type.A));
        assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
        assertThat(answer.getSection(Section.ANSWER))
                .singleElement()
                .satisfies(r -> assertThat(r.rdataToString()).isEqualTo("10.96.0.20"));
        try (var socket = new Socket(
                java.util.Objects.requireNonNull(server).address().getAddress(),
                java.util.Objects.requireNonNull(server).address().getPort())) {
            // Several questions on one connection.
            for (int i = 0; i < 3; i++) {
                assertThat(tcp(socket, query("missing.default.svc.cluster.local.", Type.A))
                                .getRcode())
                        .isEqualTo(Rcode.NXDOMAIN);
            }
        }
    }

    @Test
    void whatDoesNotFitIsTruncatedAndWholeOverTcp() throws Exception {
        var many = new ArrayList<DnsView.Endpoint>();
        for (int i = 0; i < 100; i++) {
            many.add(new DnsView.Endpoint("10.244.2." + i, "10-244-2-" + i, List.of()));
        }
        view.endpoints.put("default/db", many);
        var plain = query("db.default.svc.cluster.local.", Type.A);
        var wire = udp(plain.toWire());
        assertThat(wire.length).isLessThanOrEqualTo(512);
        assertThat(new Message(wire).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(new Message(wire).getSection(Section.ANSWER)).hasSizeBetween(20, 30);
        var extended = query("db.default.svc.cluster.local.", Type.A);
        extended.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        wire = udp(extended.toWire());
        assertThat(wire.length).isBetween(513, 1232);
        assertThat(new Message(wire).getOPT()).isNotNull();
        assertThat(new Message(wire).getHeader().getFlag(Flags.TC)).isTrue();
        try (var socket = new Socket(
                java.util.Objects.requireNonNull(server).address().getAddress(),
                java.util.Objects.requireNonNull(server).address().getPort())) {
            assertThat(tcp(socket, plain).getSection(Section.ANSWER)).hasSize(100);
        }
    }

    @Test
    void badQuestionsGetTheirErrors() throws Exception {
        var garbage = new byte[] {1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63, 1};
        assertThat(new Message(udp(garbage)).getRcode()).isEqualTo(Rcode.FORMERR);
        var update = new Message(7);
        update.getHeader().setOpcode(org.xbill.DNS.Opcode.UPDATE);
        assertThat(udp(update).getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(udp(new Message(8)).getRcode()).isEqualTo(Rcode.FORMERR);
        assertThat(udp(query("cluster.local.", Type.AXFR)).getRcode()).isEqualTo(Rcode.REFUSED);
        var version = query("web.default.svc.cluster.local.", Type.A);
        version.addRecord(new OPTRecord(1232, 0, 1), Section.ADDITIONAL);
        assertThat(udp(version).getRcode()).isEqualTo(Rcode.BADVERS);
        // And it still works.
        assertThat(udp(query("web.default.svc.cluster.local.", Type.A)).getRcode())
                .isEqualTo(Rcode.NOERROR);
    }

    @Test
    void withoutAnyNameServerOtherNamesFailAtOnce() throws Exception {
        long begin = System.nanoTime();
        assertThat(udp(query("www.example.org.", Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void oneBadObjectDoesNotSilenceTheOthers() throws Exception {
        view.endpoints.put("default/db", List.of(new DnsView.Endpoint("not an address", "a..b", List.of())));
        assertThat(udp(query("db.default.svc.cluster.local.", Type.A)).getRcode())
                .isEqualTo(Rcode.SERVFAIL);
        assertThat(udp(query("web.default.svc.cluster.local.", Type.A)).getRcode())
                .isEqualTo(Rcode.NOERROR);
    }

    @Test
    void headlessAddressesTakeTurns() throws Exception {
        var firsts = new java.util.TreeSet<String>();
        for (int i = 0; i < 60; i++) {
            firsts.add(udp(query("db.default.svc.cluster.local.", Type.A))
                    .getSection(Section.ANSWER)
                    .getFirst()
                    .rdataToString());
        }
        assertThat(firsts).hasSize(3);
    }
}
