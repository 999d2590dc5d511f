package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.ResponseStream;
import io.gantry.server.registry.WatchCursor;
import io.gantry.server.stream.WatchSocket;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends a watch to a client: {@linkplain WatchFrames frames} one after the other, or messages on a WebSocket, until the
 * client goes, its time is over or the server drains. Thread-safe.
 */
final class WatchResponder {
    private final Time time;
    private final TablePrinter tables;
    private final EventFrames frames;

    WatchResponder(Time time, TablePrinter tables, EventFrames frames) {
        this.time = time;
        this.tables = tables;
        this.frames = frames;
    }

    /** Sends what there is, and arranges for what comes. */
    <S extends KubeObject> void serve(
            Exchange exchange,
            Negotiation how,
            Kind<S> kind,
            WatchCursor<S> cursor,
            Duration limit,
            boolean bookmarks,
            TablePrinter.Include include)
            throws IOException {
        WatchEvents<S> events = new WatchEvents<>(time, tables, frames, how, kind, cursor, limit, bookmarks, include);
        boolean goesOn = false;
        try (var _ = exchange.interruptOnClose()) {
            if (exchange.wantsWebSocket()) {
                overWebSocket(exchange, events);
            } else {
                goesOn = overHttp(exchange, events);
            }
        } finally {
            if (!goesOn) {
                events.close();
            }
        }
    }

    /** Sends what was there at the start, at the client's pace. */
    private boolean overHttp(Exchange exchange, WatchEvents<?> events) throws IOException {
        ResponseStream out = exchange.respondStream(
                200, Replies.headers(exchange, events.encoding().streamType()));
        out.flush();
        byte[] frame;
        while (!exchange.closed() && (frame = events.poll()) != null) {
            out.send(frame);
        }
        Call.watchBegan();
        if (events.over()) {
            return false;
        }
        LastingWatch.begin(time, exchange, out, events, Call.goesOn());
        return true;
    }

    private static void overWebSocket(Exchange exchange, WatchEvents<?> events) throws IOException {
        try (WatchSocket socket = WatchSocket.accept(exchange, events.encoding().framing())) {
            byte[] frame;
            while ((frame = events.poll()) != null) {
                socket.send(frame);
            }
            Call.watchBegan();
            while (!events.over()) {
                frame = events.take();
                if (frame != null) {
                    socket.send(frame);
                }
            }
        } catch (InterruptedException e) {
            // The client went away or the server drains: the end of the connection says so.
        }
    }

    /** A watch that cannot begin where the client wants it to: the stream has one event, which says so. */
    void refuse(Exchange exchange, Negotiation how, StatusException error) throws IOException {
        Encoding encoding = how.streamed();
        byte[] event = WatchFrames.event(encoding, "ERROR", Replies.encode(error.status(), encoding));
        if (exchange.wantsWebSocket()) {
            try (WatchSocket socket = WatchSocket.accept(exchange, encoding.framing())) {
                socket.send(event);
            }
            return;
        }
        try (ResponseStream out = exchange.respondStream(200, Replies.headers(exchange, encoding.streamType()))) {
            out.send(event);
        }
    }
}
