package io.gantry.server.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP/1.1 and HTTP/2 have in common: the request's head, gzip, lasting responses, and what happens when the client goes away.
 *
 * <p>A subclass sends: a whole response, or a head and then data. Those methods only hand over to the event loop.
 */
abstract class BaseExchange implements Exchange, Runnable {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());
    private static final Headers JSON = Headers.of("content-type", "application/json");

    final EdgeServer server;
    final Peer peer;
    private final String method;
    private final String target;
    private final int pathEnd;
    private final Headers headers;
    final ByteInbox body;
    private @Nullable List<String> segments;
    private @Nullable Query query;

    private final AtomicBoolean responded = new AtomicBoolean();
    private volatile int status;
    /** Counted and read by whoever the response belongs to. */
    private long sentBytes;

    private @Nullable Runnable onResponse;

    private volatile boolean gone;
    private volatile boolean draining;
    private boolean ended;
    private @Nullable List<Runnable> closeActions;
    private volatile @Nullable BodyStream stream;
    private volatile @Nullable AutoCloseable upgraded;
    private volatile @Nullable Turn turn;

    /** @param target path and query as sent */
    BaseExchange(EdgeServer server, Peer peer, String method, String target, Headers headers, ByteInbox body) {
        this.server = server;
        this.peer = peer;
        this.method = method;
        this.target = target;
        int question = target.indexOf('?');
        this.pathEnd = question < 0 ? target.length() : question;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Sends a complete response. {@code headers} lack {@code Date} and, unless the handler gave it, the length.
     *
     * @param window given the bytes' number back when they have left, or never will; null when nobody waits for that
     */
    abstract void sendWhole(int status, Headers headers, byte[] bytes, boolean withLength, @Nullable SendWindow window)
            throws IOException;

    /** Sends the head of a response whose length is not known. */
    abstract void sendHead(int status, Headers headers) throws IOException;

    /** Sends part of the body; {@code window} is given its length back when the bytes have left. */
    abstract void sendData(byte[] bytes, int offset, int length, boolean last, SendWindow window) throws IOException;

    /** Cuts the response off so that the client notices. */
    abstract void abort() throws IOException;

    abstract EdgeServer.Connection connection();

    private Turns turns() {
        return connection().line().turns();
    }

    private Outbound outbound() {
        return connection().line().outbound();
    }

    /** Hands a write over to the event loop; what is written in a turn goes with that of the connection's other turns. */
    final void submit(Runnable write) throws IOException {
        if (turn == null) {
            outbound().submit(write);
        } else {
            outbound().add(write);
        }
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return pathEnd == target.length() ? target : target.substring(0, pathEnd);
    }

    @Override
    public List<String> segments() throws EdgeException {
        var known = segments;
        if (known == null) {
            try {
                known = Percent.segments(rawPath());
            } catch (IllegalArgumentException e) {
                throw new EdgeException(400, "path: " + e.getMessage());
            }
            segments = known;
        }
        return known;
    }

    @Override
    public String rawQuery() {
        return pathEnd == target.length() ? "" : target.substring(pathEnd + 1);
    }

    @Override
    public Query query() throws EdgeException {
        var known = query;
        if (known == null) {
            try {
                known = Query.parse(rawQuery());
            } catch (IllegalArgumentException e) {
                throw new EdgeException(400, "query: " + e.getMessage());
            }
            query = known;
        }
        return known;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean secure() {
        return peer.secure();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return peer.remoteAddress();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return peer.certificates();
    }

    @Override
    public List<X509Certificate> presentedCertificates() {
        return peer.presented();
    }

    @Override
    public @Nullable String peerCertificateProblem() {
        return peer.problem();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public byte[] readBody(int maxBytes) throws IOException {
        return RequestBody.read(headers, body, maxBytes);
    }

    @Override
    public void respond(int status, Headers headers, byte[] bytes) throws IOException {
        begin(status);
        sendZipped(status, headers, bytes);
    }

    void sendZipped(int status, Headers headers, byte[] bytes) throws IOException {
        if (bytes.length >= server.config().gzipMinBytes() && mayGzip(headers)) {
            byte[] zipped = Gzip.zip(bytes, server.config().gzipLevel());
            count(zipped.length);
            deliver(status, Gzip.named(headers), zipped, true);
        } else {
            count(bytes.length);
            deliver(status, headers, bytes, !headers.contains("content-length"));
        }
    }

    /**
     * Sends a complete response and, if it is large, waits until it has left: what clients that do not read make the server
     * hold is so bounded by how many requests run and how long they may.
     */
    void deliver(int status, Headers headers, byte[] bytes, boolean withLength) throws IOException {
        if (bytes.length <= server.config().streamBufferBytes()) {
            sendWhole(status, headers, bytes, withLength, null);
            return;
        }
        var window = new SendWindow(1);
        window.acquire(bytes.length);
        sendWhole(status, headers, bytes, withLength, window);
        window.acquire(0);
    }

    static void release(@Nullable SendWindow window, byte[] bytes) {
        if (window != null) {
            window.release(bytes.length);
        }
    }

    @Override
    public ResponseStream respondStream(int status, Headers headers) throws IOException {
        begin(status);
        var begun = new BodyStream(this, status, headers);
        stream = begun;
        if (gone) {
            begun.clientGone();
        }
        return begun;
    }

    @Override
    public ResponseStream respondLarge(int status, Headers headers) throws IOException {
        var plain = (BodyStream) respondStream(status, headers);
        plain.gather(server.config().gzipMinBytes());
        return plain;
    }

    boolean mayGzip(Headers response) {
        return !response.contains("content-encoding") && Gzip.accepted(headers);
    }

    @Override
    public boolean responded() {
        return responded.get();
    }

    @Override
    public void onResponse(Runnable action) {
        onResponse = action;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public long sentBytes() {
        return sentBytes;
    }

    /** Bytes of the body that are on their way. */
    final void count(int bytes) {
        sentBytes += bytes;
    }

    final void begin(int code) {
        if (!responded.compareAndSet(false, true)) {
            throw new IllegalStateException(method + " " + rawPath() + ": has been responded to already");
        }
        status = code;
        Runnable action = onResponse;
        if (action != null) {
            action.run();
        }
    }

    /** The connection belongs to {@code upgrade} from now on, which is closed when the handler returns. */
    final void upgraded(AutoCloseable upgrade) {
        upgraded = upgrade;
    }

    @Override
    public void onClose(Runnable action) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (!closed()) {
                var actions = closeActions;
                if (actions == null) {
                    actions = new ArrayList<>(1);
                    closeActions = actions;
                }
                actions.add(action);
                return;
            }
        }
        Thread.ofVirtual().name("edge-close").start(action);
    }

    @Override
    public InterruptScope interruptOnClose() {
        var scope = new InterruptOnClose(Thread.currentThread());
        onClose(scope);
        return () -> {
            scope.end();
            synchronized (this) {
                if (closeActions != null) {
                    closeActions.remove(scope);
                }
            }
        };
    }

    @Override
    public Runnable goOn(LastingResponse response, boolean mayBlock) {
        if (turn != null) {
            throw new IllegalStateException(method + " " + rawPath() + ": goes on already");
        }
        var begun = new Turn(this, response, mayBlock ? turns().apart() : turns());
        turn = begun;
        onClose(begun);
        return begun;
    }

    /**
     * Gives {@code response} its turn; returns whether there are to be more. Throws nothing, not even what ends a handler's
     * thread: the others of the connection have their turns on this one.
     */
    final boolean turn(LastingResponse response) {
        try {
            if (response.turn()) {
                return true;
            }
            finish();
        } catch (Throwable e) {
            fail(e);
        }
        over();
        return false;
    }

    /** Releases what {@code response} holds; a failure is logged, for the same reason. */
    final void ended(LastingResponse response) {
        try {
            response.ended();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, method + " " + rawPath() + ": its end", e);
        }
    }

    @Override
    public boolean closed() {
        return gone || draining;
    }

    boolean gone() {
        return gone;
    }

    /** The client went away, or reset the stream. On the event loop. */
    final void clientGone() {
        List<Runnable> actions;
        synchronized (this) {
            // At once: a handler that sees the end and returns must not make the actions void.
            gone = true;
            actions = takeCloseActions();
        }
        body.fail(SendWindow.gone());
        var streaming = stream;
        if (streaming != null) {
            streaming.clientGone();
        }
        start(actions);
    }

    /** The server wants to close: what would go on for ever is to end. On any thread. */
    final void drain() {
        List<Runnable> actions;
        synchronized (this) {
            draining = true;
            actions = takeCloseActions();
        }
        start(actions);
    }

    private List<Runnable> takeCloseActions() {
        var actions = closeActions;
        closeActions = null;
        return ended || actions == null ? List.of() : actions;
    }

    private static void start(List<Runnable> actions) {
        for (Runnable action : actions) {
            Thread.ofVirtual().name("edge-close").start(action);
        }
    }

    /** Calls the handler and sees to it that there is an answer. */
    @Override
    public final void run() {
        Turn next = null;
        try {
            server.handler().handle(this);
            next = turn;
            if (next == null) {
                finish();
            }
        } catch (Throwable e) {
            fail(e);
            if (e instanceof VirtualMachineError error) {
                throw error;
            }
        } finally {
            if (next == null) {
                endTurns();
                over();
            }
        }
        if (next != null) {
            next.begin();
        }
    }

    /** The handler has failed after it let the response go on. */
    private void endTurns() {
        var begun = turn;
        if (begun != null) {
            begun.end();
            outbound().start();
        }
    }

    private void over() {
        synchronized (this) {
            ended = true;
            closeActions = null;
        }
        var upgrade = upgraded;
        if (upgrade != null) {
            closeQuietly(upgrade);
        }
        handled();
    }

    /** The exchange is over: everything is sent or under way. */
    abstract void handled();

    private void finish() throws IOException {
        var streaming = stream;
        if (streaming != null) {
            if (!gone) {
                streaming.close();
            }
        } else if (!responded() && !gone) {
            LOG.log(Level.ERROR, "{0} {1}: the handler returned without a response", method, rawPath());
            respond(500, JSON, StatusBody.failure(500, "the server gave no answer"));
        }
    }

    private void fail(Throwable cause) {
        boolean expected = gone
                || cause instanceof EdgeException
                || cause instanceof InterruptedException
                || cause instanceof InterruptedIOException // a client that was too slow
                || (upgraded != null && cause instanceof IOException); // a client broke its protocol
        LOG.log(expected ? Level.DEBUG : Level.ERROR, () -> method + " " + rawPath() + ": " + cause, cause);
        try {
            if (gone) {
                return;
            }
            if (responded()) {
                abort();
            } else if (cause instanceof EdgeException refusal) {
                respond(refusal.status(), JSON, StatusBody.failure(refusal.status(), message(refusal)));
            } else {
                respond(500, JSON, StatusBody.failure(500, "Internal error occurred: " + message(cause)));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> method + " " + rawPath() + ": no answer could be sent", e);
        }
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private void closeQuietly(AutoCloseable upgrade) {
        try {
            upgrade.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, () -> rawPath() + ": closing the upgraded connection", e);
        }
    }
}
