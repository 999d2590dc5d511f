package io.gantry.server.aggregation;

import io.gantry.server.aggregation.Forwarded.Framing;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Headers;
import io.gantry.server.edge.RawConnection;
import io.gantry.server.edge.ResponseStream;
import io.gantry.server.remote.Address;
import io.gantry.server.remote.DialErrors;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Passes requests on to aggregated servers, bodies streaming in both directions, and upgraded connections byte by byte. The
 * texts of refusals, which are no Status, are Kubernetes'. Thread-safe.
 */
final class ApiProxy {
    private static final System.Logger LOG = System.getLogger(ApiProxy.class.getName());
    private static final int UNAVAILABLE = 503;
    private static final int BAD_GATEWAY = 502;
    private static final int BUFFER = 16 * 1024;
    /** A client would follow it with its credentials, to where the server likes. */
    private static final String REDIRECT = "the backend attempted to redirect this request, which is not permitted";

    private final Servers servers;

    ApiProxy(Servers servers) {
        this.servers = servers;
    }

    /** @param lasting whether the request may go on for as long as it likes */
    void forward(Exchange exchange, Route route, UserInfo user, String auditId, boolean lasting) throws IOException {
        Address address = route.available() ? servers.next(route) : null;
        if (address == null) {
            refuse(exchange, auditId, "service unavailable");
            return;
        }
        String target = Forwarded.target(exchange);
        String upgrade = Forwarded.upgrade(exchange);
        Framing framing = Forwarded.framing(exchange);
        Headers headers = Forwarded.request(exchange, route, user, auditId, framing, upgrade);
        boolean fresh = false;
        while (!attempt(
                new Call(exchange, route, address, target, headers, framing, upgrade, auditId), lasting, fresh)) {
            fresh = true;
        }
    }

    /** @param upgrade null for none */
    private record Call(
            Exchange exchange,
            Route route,
            Address address,
            String target,
            Headers headers,
            Framing framing,
            @Nullable String upgrade,
            String auditId) {
        /** Whether nothing is changed by it, and nothing of it lost, when it is sent twice. */
        boolean repeatable() {
            String method = exchange.method();
            return framing == Framing.NONE && upgrade == null && (method.equals("GET") || method.equals("HEAD"));
        }
    }

    /**
     * False when a connection that was used before turned out to have ended, which is no news of the server.
     *
     * @param fresh whether it must be a new connection
     */
    private boolean attempt(Call call, boolean lasting, boolean fresh) throws IOException {
        Exchange exchange = call.exchange();
        Upstream upstream;
        try {
            upstream = servers.open(call.route(), call.address(), fresh);
        } catch (IOException e) {
            throwIfInterrupted(e);
            refuse(exchange, call.auditId(), "error trying to reach service: " + DialErrors.text(call.address(), e));
            return true;
        }
        exchange.onClose(() -> close(upstream));
        try (upstream) {
            AtomicBoolean sent = new AtomicBoolean(call.framing() == Framing.NONE);
            ResponseHead head;
            try {
                upstream.send(exchange.method(), call.target(), call.headers());
                if (call.framing() != Framing.NONE) {
                    Thread.ofVirtual()
                            .name("aggregation-body")
                            .start(() -> copyBody(exchange, upstream, call.framing(), sent));
                }
                head = upstream.head();
            } catch (IOException e) {
                throwIfInterrupted(e);
                if (upstream.reused() && call.repeatable() && !exchange.closed()) {
                    return false;
                }
                refuse(
                        exchange,
                        call.auditId(),
                        "error trying to reach service: " + DialErrors.text(call.address(), e));
                return true;
            }
            if (head.status() == 101 && call.upgrade() != null) {
                tunnel(exchange, upstream, Forwarded.response(head, ""));
                return true;
            }
            if (call.upgrade() != null && head.status() < 400) {
                refuse(exchange, call.auditId(), "invalid upgrade response: status code " + head.status());
                return true;
            }
            if (head.status() / 100 == 3 && head.headers().contains("location")) {
                refuse(exchange, call.auditId(), BAD_GATEWAY, REDIRECT);
                return true;
            }
            try {
                answer(exchange, upstream, head, call.auditId());
                if (sent.get()) {
                    upstream.done();
                }
            } catch (IOException e) {
                if (!lasting || !exchange.closed()) {
                    throw e;
                }
                LOG.log(Level.DEBUG, () -> exchange.rawPath() + ": ended with its client or this server: " + e);
            }
            return true;
        }
    }

    /** The request has no time left then, which is its caller's to say. */
    private static void throwIfInterrupted(IOException failure) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
    }

    private static void answer(Exchange exchange, Upstream upstream, ResponseHead head, String auditId)
            throws IOException {
        Headers headers = Forwarded.response(head, auditId);
        InputStream body = upstream.body(head, exchange.method());
        if (body == null && !exchange.method().equals("HEAD")) {
            exchange.respond(head.status(), headers, new byte[0]);
            return;
        }
        // Not closed when the body breaks off: the edge then cuts the answer off, so that the client notices.
        ResponseStream out = exchange.respondStream(head.status(), headers);
        if (body != null) {
            out.flush(); // a watch may have nothing to say for long, and its client waits for the head
            copy(body, out);
        }
        out.close();
    }

    /** The body of the request; the server may answer before it has all of it. */
    private static void copyBody(Exchange exchange, Upstream upstream, Framing framing, AtomicBoolean sent) {
        try {
            OutputStream out = upstream.out();
            InputStream in = exchange.body();
            if (framing == Framing.LENGTH) {
                copy(in, out);
                sent.set(true);
                return;
            }
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (count > 0) {
                    out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    out.write(buffer, 0, count);
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                }
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            sent.set(true);
        } catch (IOException e) {
            // Whoever waits for the answer finds out: the client is gone, or the server has answered and closed.
            LOG.log(Level.DEBUG, () -> exchange.rawPath() + ": the body was not passed on: " + e);
        }
    }

    private static void tunnel(Exchange exchange, Upstream upstream, Headers headers) throws IOException {
        try (RawConnection client = exchange.acceptRaw(headers)) {
            Thread.ofVirtual().name("aggregation-upgraded").start(() -> {
                try {
                    copy(client.in(), upstream.out());
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, () -> exchange.rawPath() + ": upgraded connection: " + e);
                } finally {
                    close(upstream);
                }
            });
            try {
                copy(upstream.in(), client.out());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> exchange.rawPath() + ": upgraded connection: " + e);
            }
        }
    }

    /** Copies to the end with nothing held back. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (count > 0) {
                out.write(buffer, 0, count);
                out.flush();
            }
        }
    }

    private static void close(Upstream upstream) {
        try {
            upstream.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the connection to an aggregated server", e);
        }
    }

    private static void refuse(Exchange exchange, String auditId, String why) throws IOException {
        refuse(exchange, auditId, UNAVAILABLE, why + "\n");
    }

    private static void refuse(Exchange exchange, String auditId, int status, String why) throws IOException {
        exchange.respond(
                status,
                Headers.of(
                        "audit-id",
                        auditId,
                        "cache-control",
                        "no-cache, private",
                        "content-type",
                        "text/plain; charset=utf-8",
                        "x-content-type-options",
                        "nosniff"),
                why.getBytes(StandardCharsets.UTF_8));
    }
}
