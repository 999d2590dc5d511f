package io.gantry.network.dns;

import io.gantry.base.TaskGroup;
import io.gantry.network.host.NetNamespace;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A node's name server on UDP and TCP: the cluster's names from a {@link Resolver}, all others from a {@link Forwarder}.
 *
 * <p>Listens on the node's own address among its pods, port 53 where that is free, else any port; the nftables table sends
 * what is addressed to the cluster's DNS address there. So several clusters on a machine can use the same DNS address, and
 * nothing of the host is in the way. Names of the cluster are answered on the thread that reads; each forwarded question has
 * a virtual thread, a bounded number of them; TCP connections too. Thread safe.
 */
public final class DnsServer implements AutoCloseable {
    /** Fits into one Ethernet frame: the value of the DNS flag day 2020. */
    static final int UDP_PAYLOAD = 1232;

    private static final System.Logger LOG = System.getLogger(DnsServer.class.getName());
    private static final int PORT = 53;
    private static final int CLASSIC_UDP = 512;
    private static final int MAX_MESSAGE = 65535;
    private static final int FORWARDS = 1024;
    private static final int CONNECTIONS = 256;
    private static final int IDLE_MILLIS = 10_000;
    private static final int PORT_ATTEMPTS = 20;

    private final Resolver resolver;
    private final Forwarder forwarder;
    private final RandomGenerator random;
    private final DatagramChannel udp;
    private final ServerSocketChannel tcp;
    private final Semaphore forwards = new Semaphore(FORWARDS);
    private final Semaphore connections = new Semaphore(CONNECTIONS);
    private final TaskGroup tasks = new TaskGroup("dns");

    private DnsServer(
            Resolver resolver,
            Forwarder forwarder,
            RandomGenerator random,
            DatagramChannel udp,
            ServerSocketChannel tcp) {
        this.resolver = resolver;
        this.forwarder = forwarder;
        this.random = random;
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Opens the sockets in a namespace and serves. */
    public static DnsServer start(
            NetNamespace namespace, InetAddress address, Resolver resolver, Forwarder forwarder, RandomGenerator random)
            throws IOException {
        var sockets = bind(namespace, address);
        var server = new DnsServer(resolver, forwarder, random, sockets.udp(), sockets.tcp());
        server.tasks.start("udp", server::serveUdp);
        server.tasks.start("tcp", server::serveTcp);
        return server;
    }

    /** Where it listens, on both protocols. */
    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) udp.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the DNS server is closed", e);
        }
    }

    @Override
    public void close() {
        try {
            udp.close();
            tcp.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing DNS sockets", e);
        }
        tasks.close();
    }

    private record Sockets(DatagramChannel udp, ServerSocketChannel tcp) {}

    private static Sockets bind(NetNamespace namespace, InetAddress address) throws IOException {
        BindException last = null;
        for (int attempt = 0; attempt <= PORT_ATTEMPTS; attempt++) {
            var family = address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
            var udp = namespace.call(() -> DatagramChannel.open(family));
            var tcp = namespace.call(() -> ServerSocketChannel.open(family));
            try {
                udp.bind(new InetSocketAddress(address, attempt == 0 ? PORT : 0));
                int port = ((InetSocketAddress) udp.getLocalAddress()).getPort();
                tcp.bind(new InetSocketAddress(address, port), 128);
                return new Sockets(udp, tcp);
            } catch (BindException e) {
                last = e;
                udp.close();
                tcp.close();
            } catch (IOException | RuntimeException e) {
                udp.close();
                tcp.close();
                throw e;
            }
        }
        throw new IOException("no port for DNS on " + address.getHostAddress(), last);
    }

    private void serveUdp() throws IOException {
        var buffer = ByteBuffer.allocate(MAX_MESSAGE);
        while (udp.isOpen()) {
            SocketAddress client;
            try {
                buffer.clear();
                client = udp.receive(buffer);
            } catch (java.nio.channels.ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // Such as an ICMP error for an answer sent before.
                LOG.log(Level.DEBUG, "DNS over UDP", e);
                continue;
            }
            buffer.flip();
            var wire = new byte[buffer.remaining()];
            buffer.get(wire);
            datagram(wire, client);
        }
    }

    private void datagram(byte[] wire, SocketAddress client) {
        var query = parse(wire);
        if (query == null) {
            var refusal = malformed(wire);
            if (refusal != null) {
                send(refusal.toWire(CLASSIC_UDP), client);
            }
            return;
        }
        var own = local(query);
        if (own != null) {
            send(fit(own, udpLimit(query)), client);
            return;
        }
        if (!forwards.tryAcquire()) {
            send(fit(error(query, Rcode.SERVFAIL), udpLimit(query)), client);
            return;
        }
        try {
            tasks.start("forward", () -> {
                try {
                    send(fit(remote(query, false), udpLimit(query)), client);
                } finally {
                    forwards.release();
                }
            });
        } catch (IllegalStateException e) {
            forwards.release(); // closing
        }
    }

    private void send(byte[] wire, SocketAddress client) {
        try {
            udp.send(ByteBuffer.wrap(wire), client);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a DNS answer could not be sent to " + client, e);
        }
    }

    private void serveTcp() {
        while (tcp.isOpen()) {
            try {
                var connection = tcp.accept();
                if (!connections.tryAcquire()) {
                    connection.close();
                    continue;
                }
                tasks.start("connection", () -> {
                    try (connection) {
                        converse(connection);
                    } catch (IOException e) {
                        LOG.log(Level.DEBUG, "DNS over TCP", e);
                    } finally {
                        connections.release();
                    }
                });
            } catch (java.nio.channels.ClosedChannelException | IllegalStateException e) {
                return;
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "DNS over TCP", e);
            }
        }
    }

    private void converse(SocketChannel connection) throws IOException, InterruptedException {
        var socket = connection.socket();
        socket.setSoTimeout(IDLE_MILLIS);
        var in = new DataInputStream(socket.getInputStream());
        while (true) {
            int length;
            try {
                length = in.readUnsignedShort();
            } catch (java.io.EOFException | java.net.SocketTimeoutException e) {
                return;
            }
            var wire = in.readNBytes(length);
            var query = parse(wire);
            Message answer;
            if (query == null) {
                answer = malformed(wire);
                if (answer == null) {
                    return;
                }
            } else {
                var own = local(query);
                answer = own != null ? own : remote(query, true);
            }
            var out = answer.toWire(MAX_MESSAGE);
            var framed = ByteBuffer.allocate(out.length + 2)
                    .putShort((short) out.length)
                    .put(out);
            socket.getOutputStream().write(framed.array());
        }
    }

    private static @Nullable Message parse(byte[] wire) {
        try {
            return new Message(wire);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** An answer to what cannot be read, if at least its id can. */
    private static @Nullable Message malformed(byte[] wire) {
        try {
            var header = new Header(wire);
            if (header.getFlag(Flags.QR)) {
                return null;
            }
            var answer = new Message(header.getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        } catch (IOException e) {
            return null;
        }
    }

    /** The answer that needs nobody else; null when others must be asked. Package-private for tests. */
    @Nullable
    Message local(Message query) {
        if (query.getHeader().getFlag(Flags.QR)) {
            return error(query, Rcode.FORMERR);
        }
        if (query.getHeader().getOpcode() != Opcode.QUERY) {
            return error(query, Rcode.NOTIMP);
        }
        var question = query.getQuestion();
        if (question == null || query.getHeader().getCount(Section.QUESTION) != 1) {
            return error(query, Rcode.FORMERR);
        }
        var opt = query.getOPT();
        if (opt != null && opt.getVersion() > 0) {
            return error(query, Rcode.BADVERS);
        }
        if (!Forwarder.isInternet(question)) {
            return error(query, Rcode.REFUSED);
        }
        try {
            var answer = resolver.resolve(question.getName(), question.getType());
            return answer == null || answer.follow() != null ? null : message(query, answer, true);
        } catch (RuntimeException e) {
            // Such as an endpoint whose hostname is none. One bad object must not silence all others.
            LOG.log(Level.WARNING, "The cluster's answer to " + question + " cannot be made", e);
            return error(query, Rcode.SERVFAIL);
        }
    }

    private Message remote(Message query, boolean tcp) throws InterruptedException {
        var question = query.getQuestion();
        var opt = query.getOPT();
        boolean dnssec = opt != null && (opt.getFlags() & ExtendedFlags.DO) != 0;
        var own = resolver.resolve(question.getName(), question.getType());
        var asked = own == null || own.follow() == null ? question : renamed(question, own.follow());
        var hit = forwarder.ask(asked, tcp, dnssec);
        if (hit == null) {
            return error(query, Rcode.SERVFAIL);
        }
        var from = hit.message();
        var answer = begin(query);
        answer.getHeader().setRcode(from.getRcode() & 0xf);
        if (from.getHeader().getFlag(Flags.TC)) {
            answer.getHeader().setFlag(Flags.TC);
        }
        if (own != null) {
            own.answers().forEach(r -> answer.addRecord(r, Section.ANSWER));
        }
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
            for (var entry : from.getSection(section)) {
                if (entry.getType() != Type.OPT) {
                    answer.addRecord(aged(entry, hit.ageSeconds()), section);
                }
            }
        }
        return finish(query, answer, from.getRcode());
    }

    private Message message(Message query, Answer answer, boolean authoritative) {
        var message = begin(query);
        if (authoritative) {
            message.getHeader().setFlag(Flags.AA);
        }
        message.getHeader().setRcode(answer.rcode());
        shuffled(answer.answers()).forEach(r -> message.addRecord(r, Section.ANSWER));
        answer.authority().forEach(r -> message.addRecord(r, Section.AUTHORITY));
        answer.additional().forEach(r -> message.addRecord(r, Section.ADDITIONAL));
        return finish(query, message, answer.rcode());
    }

    /** Clients take the first address: give each another one. A CNAME stays before what it leads to. */
    private List<Record> shuffled(List<Record> records) {
        if (records.size() < 2 || records.stream().anyMatch(r -> r.getType() == Type.CNAME)) {
            return records;
        }
        var copy = new ArrayList<>(records);
        Collections.shuffle(copy, java.util.Random.from(random));
        return copy;
    }

    private static Message begin(Message query) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        answer.getHeader().setOpcode(query.getHeader().getOpcode());
        var question = query.getQuestion();
        if (question != null) {
            answer.addRecord(question, Section.QUESTION);
        }
        return answer;
    }

    private static Message finish(Message query, Message answer, int rcode) {
        if (query.getOPT() != null) {
            answer.addRecord(new OPTRecord(UDP_PAYLOAD, rcode >> 4, 0), Section.ADDITIONAL);
        }
        return answer;
    }

    private static Message error(Message query, int rcode) {
        var answer = begin(query);
        answer.getHeader().setRcode(rcode & 0xf);
        return finish(query, answer, rcode);
    }

    /**
     * The message within a limit: without what is only helpful, then with as many answers as fit and the mark that there are
     * more. (dnsjava would leave out all of them; old resolvers that do not ask again over TCP need some.)
     */
    static byte[] fit(Message message, int limit) {
        var wire = message.toWire();
        if (wire.length <= limit) {
            return wire;
        }
        var answers = message.getSection(Section.ANSWER);
        wire = shortened(message, answers.size()).toWire();
        if (wire.length <= limit) {
            return wire;
        }
        int fits = 0;
        for (int low = 0, high = answers.size() - 1; low <= high; ) {
            int middle = (low + high) >>> 1;
            if (shortened(message, middle).toWire().length <= limit) {
                fits = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        var result = shortened(message, fits);
        result.getHeader().setFlag(Flags.TC);
        return result.toWire();
    }

    private static Message shortened(Message message, int answers) {
        var header = message.getHeader();
        var result = new Message(header.getID());
        for (int flag : new int[] {Flags.QR, Flags.AA, Flags.TC, Flags.RD, Flags.RA}) {
            if (header.getFlag(flag)) {
                result.getHeader().setFlag(flag);
            }
        }
        result.getHeader().setOpcode(header.getOpcode());
        result.getHeader().setRcode(header.getRcode());
        for (var question : message.getSection(Section.QUESTION)) {
            result.addRecord(question, Section.QUESTION);
        }
        message.getSection(Section.ANSWER).stream().limit(answers).forEach(r -> result.addRecord(r, Section.ANSWER));
        message.getSection(Section.AUTHORITY).forEach(r -> result.addRecord(r, Section.AUTHORITY));
        var opt = message.getOPT();
        if (opt != null) {
            result.addRecord(opt, Section.ADDITIONAL);
        }
        return result;
    }

    private static int udpLimit(Message query) {
        var opt = query.getOPT();
        return opt == null ? CLASSIC_UDP : Math.clamp(opt.getPayloadSize(), CLASSIC_UDP, UDP_PAYLOAD);
    }

    private static Record renamed(Record question, Name name) {
        return Record.newRecord(name, question.getType(), question.getDClass());
    }

    private static Record aged(Record entry, long seconds) {
        return seconds == 0 ? entry : withTtl(entry, Math.max(1, entry.getTTL() - seconds));
    }

    private static Record withTtl(Record entry, long ttl) {
        return Record.newRecord(entry.getName(), entry.getType(), entry.getDClass(), ttl, entry.rdataToWireCanonical());
    }
}
