package io.gantry.node.stream;

import io.gantry.client.node.StreamSession;
import io.gantry.node.runtime.StreamOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An exec or attach on a runtime's streaming server, protocol {@code v4.channel.k8s.io} over SPDY/3.1.
 *
 * <p>SPDY and not WebSocket, because only there standard input can end while output goes on: {@code tar} over standard input
 * needs it. Each stream is opened with a header {@code streamtype}: error, stdin, stdout, stderr, resize. When the command
 * has ended, the error stream brings a {@code Status} in JSON, with the exit code among its causes.
 */
public final class RemoteCommand implements StreamSession {
    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final int MAX_STATUS_BYTES = 64 * 1024;

    private final SpdyConnection connection;
    private final SpdyStream error;
    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;
    private final @Nullable OutputStream resize;
    private final ReentrantLock exitLock = new ReentrantLock();
    private @Nullable RemoteStatus status;

    private RemoteCommand(
            SpdyConnection connection,
            SpdyStream error,
            OutputStream stdin,
            InputStream stdout,
            InputStream stderr,
            @Nullable OutputStream resize) {
        this.connection = connection;
        this.error = error;
        this.stdin = stdin;
        this.stdout = stdout;
        this.stderr = stderr;
        this.resize = resize;
    }

    /** @param url what the runtime answered to Exec or Attach; it serves one session only */
    public static RemoteCommand open(URI url, StreamOptions options) throws IOException {
        var connection = SpdyConnection.open(url, PROTOCOL);
        try {
            var error = stream(connection, "error");
            var stdin = options.stdin() ? stream(connection, "stdin").output() : OutputStream.nullOutputStream();
            var stdout = options.stdout() ? stream(connection, "stdout").input() : InputStream.nullInputStream();
            var stderr = options.stderr() ? stream(connection, "stderr").input() : InputStream.nullInputStream();
            var resize = options.tty() ? stream(connection, "resize").output() : null;
            return new RemoteCommand(connection, error, stdin, stdout, stderr, resize);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static SpdyStream stream(SpdyConnection connection, String type) throws IOException {
        return connection.openStream(Map.of("streamtype", type));
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public void resize(int width, int height) throws IOException {
        if (resize != null) {
            resize.write(("{\"Width\":" + width + ",\"Height\":" + height + "}\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public int awaitExit() throws IOException, InterruptedException {
        exitLock.lockInterruptibly();
        try {
            if (status == null) {
                var json = error.input().readNBytes(MAX_STATUS_BYTES);
                if (json.length == 0) {
                    throw new IOException("the session ended before the command's exit code was known");
                }
                status = RemoteStatus.parse(json);
            }
            return status.exitCode();
        } catch (java.io.InterruptedIOException e) {
            Thread.interrupted();
            throw new InterruptedException(e.getMessage());
        } finally {
            exitLock.unlock();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
