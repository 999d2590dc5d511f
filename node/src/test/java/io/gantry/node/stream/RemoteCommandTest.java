package io.gantry.node.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.node.runtime.StreamOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a streaming server may answer, played by a server that says one thing. */
final class RemoteCommandTest {
    private static final StreamOptions OUTPUT = new StreamOptions(false, true, true, false);
    private static final String UPGRADED =
            "HTTP/1.1 101 Switching Protocols\r\nX-Stream-Protocol-Version: v4.channel.k8s.io\r\n\r\n";

    /** Answers one connection. */
    private interface Script {
        void play(Socket socket) throws IOException;
    }

    private static final class Server implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Server(Script script) throws IOException {
            Thread.startVirtualThread(() -> {
                try (var socket = listener.accept()) {
                    var seen = 0;
                    while (seen != 0x0d0a0d0a) {
                        seen = seen << 8 | socket.getInputStream().read();
                    }
                    script.play(socket);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/exec/token");
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static void send(Socket socket, Object... frames) throws IOException {
        var encoder = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
        for (var frame : frames) {
            encoder.writeOutbound(frame);
            for (ByteBuf bytes; (bytes = encoder.readOutbound()) != null; bytes.release()) {
                bytes.readBytes(socket.getOutputStream(), bytes.readableBytes());
            }
        }
        encoder.finishAndReleaseAll();
    }

    private static Object data(int stream, String text, boolean last) {
        var frame = new DefaultSpdyDataFrame(stream, Unpooled.copiedBuffer(text, UTF_8));
        frame.setLast(last);
        return frame;
    }

    /** Reads until all three streams are opened; gives their numbers by type. */
    private static Map<String, Integer> openings(Socket socket) throws IOException {
        var decoder = new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
        var streams = new HashMap<String, Integer>();
        var buffer = new byte[4096];
        while (streams.size() < 3) {
            var n = socket.getInputStream().read(buffer);
            decoder.writeInbound(Unpooled.copiedBuffer(buffer, 0, n));
            for (Object frame; (frame = decoder.readInbound()) != null; ReferenceCountUtil.release(frame)) {
                if (frame instanceof SpdySynStreamFrame opening) {
                    streams.put(opening.headers().getAsString("streamtype"), opening.streamId());
                }
            }
        }
        decoder.finishAndReleaseAll();
        return streams;
    }

    @Test
    void outputAndExitCodeArriveOnTheirStreams() throws Exception {
        try (var server = new Server(socket -> {
                    socket.getOutputStream().write(UPGRADED.getBytes(UTF_8));
                    var streams = openings(socket);
                    assertThat(streams).containsOnlyKeys("error", "stdout", "stderr");
                    send(
                            socket,
                            data(streams.getOrDefault("stdout", 0), "out", true),
                            data(streams.getOrDefault("stderr", 0), "err", false),
                            data(streams.getOrDefault("error", 0), """
                                    {"metadata":{},"status":"Failure","message":"it failed","reason":"NonZeroExitCode",
                                     "details":{"causes":[{"reason":"Other","message":"x"},{"reason":"ExitCode","message":"42"}]}}""", false),
                            new DefaultSpdyRstStreamFrame(streams.getOrDefault("stderr", 0), SpdyStreamStatus.CANCEL));
                });
                var command = RemoteCommand.open(server.url(), OUTPUT)) {
            assertThat(command.stdout().readAllBytes()).asString(UTF_8).isEqualTo("out");
            assertThat(command.stderr().readAllBytes()).asString(UTF_8).isEqualTo("err");
            assertThat(command.awaitExit()).isEqualTo(42);
            assertThat(command.awaitExit()).isEqualTo(42);
        }
    }

    @Test
    void refusalCarriesTheServersWords() throws Exception {
        var answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 15\r\n\r\nno such session";
        try (var server = new Server(socket -> socket.getOutputStream().write(answer.getBytes(UTF_8)))) {
            assertThatThrownBy(() -> RemoteCommand.open(server.url(), OUTPUT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404")
                    .hasMessageContaining("no such session");
        }
    }

    @Test
    void connectionThatBreaksIsNoExitCode() throws Exception {
        try (var server = new Server(socket -> {
                    socket.getOutputStream().write(UPGRADED.getBytes(UTF_8));
                    openings(socket);
                });
                var command = RemoteCommand.open(server.url(), OUTPUT)) {
            assertThatThrownBy(command::awaitExit).isInstanceOf(IOException.class);
        }
    }

    @Test
    void brokenFramesEndTheSession() throws Exception {
        try (var server = new Server(socket -> {
                    socket.getOutputStream().write(UPGRADED.getBytes(UTF_8));
                    openings(socket);
                    // A control frame of SPDY version 99.
                    socket.getOutputStream()
                            .write(new byte[] {(byte) 0x80, 99, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0});
                });
                var command = RemoteCommand.open(server.url(), OUTPUT)) {
            assertThatThrownBy(command::awaitExit)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("broken frame");
        }
    }

    @Test
    void statusOfACommandThatCouldNotRunIsItsMessage() throws Exception {
        assertThat(RemoteStatus.parse("{\"status\":\"Success\"}".getBytes(UTF_8))
                        .exitCode())
                .isZero();
        var failed = RemoteStatus.parse("{\"status\":\"Failure\",\"message\":\"no such program\"}".getBytes(UTF_8));
        assertThatThrownBy(failed::exitCode).hasMessage("no such program");
        assertThatThrownBy(RemoteStatus.parse("plain words".getBytes(UTF_8))::exitCode)
                .hasMessage("plain words");
    }
}
