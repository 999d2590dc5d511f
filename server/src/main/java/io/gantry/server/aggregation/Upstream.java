package io.gantry.server.aggregation;

import io.gantry.server.edge.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request to an aggregated server, on a link that is open for what comes after an upgrade. HTTP/1.1. One thread may write
 * while another reads; any may close.
 */
final class Upstream implements AutoCloseable {
    private final Link link;
    private final Upstreams pool;
    private final boolean reused;
    private @Nullable FramedBody body;
    private @Nullable ResponseHead head;
    private boolean over;

    /** @param reused whether another request went over the link before */
    Upstream(Link link, Upstreams pool, boolean reused) {
        this.link = link;
        this.pool = pool;
        this.reused = reused;
    }

    boolean reused() {
        return reused;
    }

    /**
     * Sends a request's head.
     *
     * @param target path and query
     * @param headers complete, the body's length or transfer encoding included
     */
    void send(String method, String target, Headers headers) throws IOException {
        StringBuilder text =
                new StringBuilder(512).append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        OutputStream out = link.socket.getOutputStream();
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Where the request's body, and what follows an upgrade, is written to. */
    OutputStream out() throws IOException {
        return link.socket.getOutputStream();
    }

    /** The final answer's head; what is only informational is passed over. */
    ResponseHead head() throws IOException {
        ResponseHead read = ResponseHead.read(link.in);
        while (read.status() >= 100 && read.status() < 200 && read.status() != 101) {
            read = ResponseHead.read(link.in);
        }
        head = read;
        return read;
    }

    /** The answer's body as its head says that it is framed; null when it has none. */
    @Nullable
    InputStream body(ResponseHead of, String method) throws IOException {
        body = method.equals("HEAD") || of.status() == 204 || of.status() == 304 ? null : of.body(link.in);
        return body;
    }

    /** What comes after an upgrade. */
    InputStream in() {
        return link.in;
    }

    /** The request was sent whole. If its answer was read whole as well, the link may serve another one. */
    void done() throws IOException {
        ResponseHead answer = head;
        FramedBody content = body;
        boolean again = answer != null
                && answer.persistent()
                && answer.status() != 101
                && (content == null || content.complete())
                && link.isSilent();
        if (again && end()) {
            pool.keep(link);
        }
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** Ends the link, unless it serves another request already. */
    @Override
    public void close() throws IOException {
        if (end()) {
            link.close();
        }
    }
}
