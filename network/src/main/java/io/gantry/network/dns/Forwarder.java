package io.gantry.network.dns;

import io.gantry.base.Time;
import io.gantry.network.host.NetNamespace;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Asks the host's name servers what the cluster does not know.
 *
 * <p>One question that several clients ask at once is sent once. That also ends loops: if an upstream asks us back, its
 * question joins the one that is under way, and both end with the time limit. A server that did not answer is asked last for
 * a while, and with a short limit, so that without any network a client learns so quickly. Thread safe; blocks its caller,
 * who should be a virtual thread. Everything is bounded: questions under way, time, the cache.
 */
public final class Forwarder {
    private static final int CACHED = 10_000;
    private static final int UNDER_WAY = 512;
    private static final Duration PER_SERVER = Duration.ofMillis(2000);
    private static final Duration PER_DOWN_SERVER = Duration.ofMillis(250);
    private static final Duration TOTAL = Duration.ofMillis(4500);
    private static final Duration DOWN_FOR = Duration.ofSeconds(5);
    private static final int MAX_MESSAGE = 65535;

    private final NetNamespace namespace;
    private final Upstreams upstreams;
    private final Time time;
    private final RandomGenerator random;
    private final AnswerCache cache;
    private final Semaphore slots = new Semaphore(UNDER_WAY);
    private final ConcurrentHashMap<Asked, CompletableFuture<@Nullable Message>> underWay = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<InetSocketAddress, Long> failedAtNanos = new ConcurrentHashMap<>();

    private record Asked(AnswerCache.Key key, boolean tcp) {}

    /** @param random for message ids, which protect against forged answers: use a secure one */
    public Forwarder(
            NetNamespace namespace,
            java.nio.file.Path resolvConf,
            java.util.Set<String> own,
            Time time,
            RandomGenerator random) {
        this.namespace = namespace;
        this.upstreams = new Upstreams(resolvConf, own);
        this.time = time;
        this.random = random;
        this.cache = new AnswerCache(time, CACHED);
    }

    /** An answer from elsewhere, with the seconds it was kept here; null when nobody answers in time. */
    public AnswerCache.@Nullable Hit ask(Record question, boolean tcp, boolean dnssec) throws InterruptedException {
        var key = AnswerCache.Key.of(question, dnssec);
        var hit = cache.get(key);
        if (hit != null) {
            return hit;
        }
        var mine = new CompletableFuture<@Nullable Message>();
        var other = underWay.putIfAbsent(new Asked(key, tcp), mine);
        if (other != null) {
            return await(other);
        }
        try {
            Message answer = null;
            if (slots.tryAcquire()) {
                try {
                    answer = askServers(question, tcp, dnssec);
                } finally {
                    slots.release();
                }
            }
            if (answer != null) {
                cache.put(key, answer);
            }
            mine.complete(answer);
            return answer == null ? null : new AnswerCache.Hit(answer, 0);
        } finally {
            mine.complete(null);
            underWay.remove(new Asked(key, tcp), mine);
        }
    }

    private static AnswerCache.@Nullable Hit await(CompletableFuture<@Nullable Message> other)
            throws InterruptedException {
        try {
            var answer = other.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
            return answer == null ? null : new AnswerCache.Hit(answer, 0);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            return null;
        }
    }

    private @Nullable Message askServers(Record question, boolean tcp, boolean dnssec) {
        var servers = new ArrayList<>(upstreams.servers());
        servers.sort(Comparator.comparing(this::isDown)); // stable: the file's order among equals
        long deadline = time.nanoTime() + TOTAL.toNanos();
        for (var server : servers) {
            var left = Duration.ofNanos(deadline - time.nanoTime());
            var limit = isDown(server) ? PER_DOWN_SERVER : PER_SERVER;
            if (left.isNegative()) {
                break;
            }
            try {
                var answer = exchange(server, question, tcp, dnssec, left.compareTo(limit) < 0 ? left : limit);
                failedAtNanos.remove(server);
                return answer;
            } catch (IOException e) {
                failedAtNanos.put(server, time.nanoTime());
                System.getLogger(Forwarder.class.getName())
                        .log(System.Logger.Level.DEBUG, "name server {0}: {1}", server, e.toString());
            }
        }
        return null;
    }

    private boolean isDown(InetSocketAddress server) {
        var failed = failedAtNanos.get(server);
        return failed != null && time.nanoTime() - failed < DOWN_FOR.toNanos();
    }

    private Message exchange(InetSocketAddress server, Record question, boolean tcp, boolean dnssec, Duration limit)
            throws IOException {
        var query = new Message(random.nextInt(1 << 16));
        query.getHeader().setFlag(Flags.RD);
        query.addRecord(question, org.xbill.DNS.Section.QUESTION);
        query.addRecord(
                new OPTRecord(DnsServer.UDP_PAYLOAD, 0, 0, dnssec ? org.xbill.DNS.ExtendedFlags.DO : 0, List.of()),
                org.xbill.DNS.Section.ADDITIONAL);
        int millis = (int) Math.max(1, limit.toMillis());
        return tcp ? overTcp(server, query, millis) : overUdp(server, query, millis);
    }

    private Message overUdp(InetSocketAddress server, Message query, int millis) throws IOException {
        try (var channel = namespace.call(DatagramChannel::open)) {
            var socket = channel.socket();
            // Connected: only this server's datagrams come in, and a refusal is noticed. The kernel chooses a random
            // port.
            socket.connect(server);
            var wire = query.toWire();
            socket.send(new DatagramPacket(wire, wire.length));
            long deadline = time.nanoTime() + Duration.ofMillis(millis).toNanos();
            while (true) {
                long left = Duration.ofNanos(deadline - time.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new java.net.SocketTimeoutException("no answer within " + millis + " ms");
                }
                socket.setSoTimeout((int) left);
                var packet = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
                socket.receive(packet);
                var answer = parse(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer != null && answers(answer, query)) {
                    return answer;
                }
            }
        }
    }

    private Message overTcp(InetSocketAddress server, Message query, int millis) throws IOException {
        try (var channel = namespace.call(SocketChannel::open)) {
            var socket = channel.socket();
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            var wire = query.toWire();
            var framed = ByteBuffer.allocate(wire.length + 2)
                    .putShort((short) wire.length)
                    .put(wire);
            socket.getOutputStream().write(framed.array());
            var in = new DataInputStream(socket.getInputStream());
            var answer = parse(in.readNBytes(in.readUnsignedShort()));
            if (answer == null || !answers(answer, query)) {
                throw new IOException("not an answer to what was asked");
            }
            return answer;
        }
    }

    private static @Nullable Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean answers(Message answer, Message query) {
        var asked = query.getQuestion();
        var answered = answer.getQuestion();
        return answer.getHeader().getFlag(Flags.QR)
                && answer.getHeader().getID() == query.getHeader().getID()
                && answered != null
                && answered.getName().equals(asked.getName())
                && answered.getType() == asked.getType()
                && answered.getDClass() == asked.getDClass();
    }

    static boolean isInternet(Record question) {
        return question.getDClass() == DClass.IN && question.getType() != Type.AXFR && question.getType() != Type.IXFR;
    }
}
