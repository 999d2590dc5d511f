package io.gantry.server.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a client of HTTP/2 keeps open without using it: an answered stream whose response it does not take, and a connection
 * without streams, which Kubernetes' API server ends after 90 s, too. A client that is there answers pings, and so could keep
 * both for ever. Looked at once in a while, so that streams cost no timer: what was there at one look and still is at the next
 * is ended, after one to two times {@link EdgeConfig#idleTimeout}. Runs on the connection's event loop.
 */
final class StaleStreams {
    private final Http2Server server;
    private final Http2Connection.PropertyKey exchangeKey;
    private final long periodNanos;
    private Set<Integer> answered = Set.of();
    private int lastStream = -1;

    StaleStreams(Http2Server server, Http2Connection.PropertyKey exchangeKey, long periodNanos) {
        this.server = server;
        this.exchangeKey = exchangeKey;
        this.periodNanos = periodNanos;
    }

    void watch() {
        server.context().executor().schedule(this::look, periodNanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        var context = server.context();
        if (!context.channel().isActive() || context.isRemoved()) {
            return;
        }
        var connection = server.connection();
        int newest = connection.remote().lastStreamCreated();
        if (connection.numActiveStreams() == 0 && newest == lastStream) {
            context.channel().close(); // GOAWAY first
            return;
        }
        lastStream = newest;
        endAnswered(context, connection);
        watch();
    }

    private void endAnswered(ChannelHandlerContext context, Http2Connection connection) {
        var now = new HashSet<Integer>();
        List<Integer> stale = new ArrayList<>();
        try {
            connection.forEachActiveStream(stream -> {
                if (isAnswered(stream)) {
                    (answered.contains(stream.id()) ? stale : now).add(stream.id());
                }
                return true;
            });
        } catch (Http2Exception e) {
            throw new IllegalStateException("the visitor throws none", e);
        }
        for (int stream : stale) {
            server.encoder().writeRstStream(context, stream, Http2Error.CANCEL.code(), context.newPromise());
        }
        if (!stale.isEmpty()) {
            server.flush(context);
        }
        answered = now.isEmpty() ? Set.of() : now;
    }

    private boolean isAnswered(Http2Stream stream) {
        Http2Exchange exchange = stream.getProperty(exchangeKey);
        return exchange != null && exchange.complete();
    }
}
