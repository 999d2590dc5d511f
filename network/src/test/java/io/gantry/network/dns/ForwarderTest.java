package io.gantry.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Time;
import io.gantry.base.VirtualTime;
import io.gantry.network.Roots;
import io.gantry.network.TestNamespace;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The forwarder with name servers of the test on port 53 of a namespace of its own. */
@Timeout(60)
class ForwarderTest {
    @TempDir
    Path directory;

    private static Record question(String name) throws Exception {
        return Record.newRecord(Name.fromString(name), Type.A, DClass.IN);
    }

    /** Answers every question with one address after {@code gate} opens; counts them. */
    private static DatagramChannel nameServer(
            TestNamespace where, String address, AtomicInteger asked, CountDownLatch gate) throws Exception {
        var channel = where.namespace().call(DatagramChannel::open);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 53));
        Thread.ofVirtual().start(() -> {
            var packet = new DatagramPacket(new byte[4096], 4096);
            while (true) {
                try {
                    channel.socket().receive(packet);
                    asked.incrementAndGet();
                    gate.await();
                    var query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                    var answer = new Message(query.getHeader().getID());
                    answer.getHeader().setFlag(Flags.QR);
                    answer.addRecord(query.getQuestion(), Section.QUESTION);
                    answer.addRecord(
                            new ARecord(
                                    query.getQuestion().getName(), DClass.IN, 300, InetAddress.ofLiteral("192.0.2.1")),
                            Section.ANSWER);
                    var wire = answer.toWire();
                    channel.socket().send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                } catch (Exception e) {
                    return;
                }
            }
        });
        return channel;
    }

    @Test
    @Tag("real")
    void asksTheNextServerRemembersAnswersAndAsksOnceForMany() throws Exception {
        Roots.require();
        try (var where = new TestNamespace("dns")) {
            where.ip("addr add 192.0.2.53/32 dev lo");
            var conf = directory.resolve("resolv.conf");
            // Ourselves, a server that refuses, and one that answers.
            Files.writeString(conf, "search x\nnameserver 10.96.0.10\nnameserver 127.0.0.9\nnameserver 192.0.2.53\n");
            var asked = new AtomicInteger();
            var gate = new CountDownLatch(1);
            try (var server = nameServer(where, "192.0.2.53", asked, gate)) {
                assertThat(server.isOpen()).isTrue();
                var forwarder =
                        new Forwarder(where.namespace(), conf, Set.of("10.96.0.10"), Time.system(), new Random());
                var answers = new java.util.concurrent.ConcurrentLinkedQueue<AnswerCache.Hit>();
                var clients = new java.util.ArrayList<Thread>();
                for (int i = 0; i < 20; i++) {
                    clients.add(Thread.ofVirtual().start(() -> {
                        try {
                            answers.add(
                                    Objects.requireNonNull(forwarder.ask(question("www.example.org."), false, false)));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
                }
                org.awaitility.Awaitility.await().until(() -> asked.get() > 0);
                gate.countDown();
                for (var client : clients) {
                    client.join();
                }
                assertThat(answers).hasSize(20);
                // Late clients found it in the cache; none asked again.
                assertThat(asked).hasValue(1);
                assertThat(forwarder.ask(question("WWW.example.org."), false, false))
                        .isNotNull();
                assertThat(asked).hasValue(1);
            }
        }
    }

    @Test
    @Tag("real")
    void withServersThatDoNotAnswerAClientLearnsItSoon() throws Exception {
        Roots.require();
        try (var where = new TestNamespace("dns")) {
            where.ip("addr add 192.0.2.53/32 dev lo");
            var conf = directory.resolve("resolv.conf");
            Files.writeString(conf, "nameserver 192.0.2.53\n");
            var asked = new AtomicInteger();
            try (var server = nameServer(where, "192.0.2.53", asked, new CountDownLatch(1))) {
                assertThat(server.isOpen()).isTrue();
                var forwarder = new Forwarder(where.namespace(), conf, Set.of(), Time.system(), new Random());
                assertThat(forwarder.ask(question("a.example.org."), false, false))
                        .isNull();
                // From now on it counts as down.
                long begin = System.nanoTime();
                assertThat(forwarder.ask(question("b.example.org."), false, false))
                        .isNull();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(1000));
            }
        }
    }

    @Test
    void theCacheForgetsInTime() throws Exception {
        var time = new VirtualTime();
        var cache = new AnswerCache(time, 2);
        var key = AnswerCache.Key.of(question("a.example.org."), false);
        var message = new Message(1);
        message.addRecord(
                new ARecord(Name.fromString("a.example.org."), DClass.IN, 20, InetAddress.ofLiteral("192.0.2.1")),
                Section.ANSWER);
        cache.put(key, message);
        time.advance(Duration.ofSeconds(19));
        assertThat(Objects.requireNonNull(cache.get(AnswerCache.Key.of(question("A.Example.org."), false)))
                        .ageSeconds())
                .isEqualTo(19);
        time.advance(Duration.ofSeconds(1));
        assertThat(cache.get(key)).isNull();
        for (var name : List.of("1.", "2.", "3.")) {
            cache.put(AnswerCache.Key.of(question(name), false), message);
        }
        assertThat(cache.get(AnswerCache.Key.of(question("1."), false))).isNull();
        assertThat(cache.get(AnswerCache.Key.of(question("3."), false))).isNotNull();
    }

    @Test
    void denialsAreKeptAsLongAsTheirZoneSays() throws Exception {
        var denial = new Message(1);
        denial.getHeader().setRcode(Rcode.NXDOMAIN);
        assertThat(AnswerCache.lifetime(denial)).isZero();
        var name = Name.fromString("example.org.");
        denial.addRecord(new SOARecord(name, DClass.IN, 3600, name, name, 1, 1, 1, 1, 7), Section.AUTHORITY);
        assertThat(AnswerCache.lifetime(denial)).isEqualTo(7);
        var failure = new Message(1);
        failure.getHeader().setRcode(Rcode.SERVFAIL);
        assertThat(AnswerCache.lifetime(failure)).isZero();
    }
}
