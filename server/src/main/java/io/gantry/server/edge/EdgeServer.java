package io.gantry.server.edge;

import io.gantry.base.Time;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listening edge. {@link #start()} binds; {@link #close()} drains and stops. Thread-safe.
 *
 * <p>Event loops do TLS, framing and flow control and never run a handler; handlers never touch a channel, they hand writes
 * over in order ({@link Outbound}).
 */
public final class EdgeServer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    /** How long {@link #close()} lets requests finish. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** A connection as seen by a server that wants to close it. */
    interface Connection {
        Line line();

        default ChannelHandlerContext context() {
            return line().context();
        }

        default Channel channel() {
            return context().channel();
        }

        /** Hands a write over to the event loop. On any thread. */
        default void submit(Runnable write) throws IOException {
            line().outbound().submit(write);
        }

        /** Ends what is idle, tells running exchanges, and refuses new requests. On any thread. */
        void drain();

        /** Closes at once. On any thread. */
        void force();
    }

    private final EdgeConfig config;
    private final Handler handler;
    private final Time time;
    private final HttpDate date;
    private final @Nullable TlsContexts tls;
    private final MultiThreadIoEventLoopGroup loops;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private @Nullable Channel listening;
    private volatile boolean closing;

    public EdgeServer(EdgeConfig config, Handler handler) {
        this(config, handler, Time.system());
    }

    public EdgeServer(EdgeConfig config, Handler handler, Time time) {
        this.config = config;
        this.handler = handler;
        this.time = time;
        this.date = new HttpDate(time);
        var supplier = config.tls();
        this.tls = supplier == null ? null : new TlsContexts(supplier, time);
        this.loops = new MultiThreadIoEventLoopGroup(
                config.eventLoops(), new DefaultThreadFactory("edge", true), NioIoHandler.newFactory());
    }

    /** Binds and begins to serve; returns this. */
    public EdgeServer start() throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) throws Exception {
                        ConnectionSetup.initialize(EdgeServer.this, channel);
                    }
                })
                .bind(config.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on " + config.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
        return this;
    }

    /** Where the server listens, with the port that it got. */
    public InetSocketAddress address() {
        var channel = listening;
        if (channel == null) {
            throw new IllegalStateException("the server has not been started");
        }
        return (InetSocketAddress) channel.localAddress();
    }

    /** How many connections are open. */
    public int connectionCount() {
        return connections.size();
    }

    /** Stops to accept, lets running requests finish for a few seconds, ends the rest. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /** As {@link #close()}, waiting for at most {@code drain}. */
    public void close(Duration drain) {
        closing = true;
        var channel = listening;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        connections.forEach(Connection::drain);
        long deadline = time.nanoTime() + drain.toNanos();
        for (Connection connection : connections) {
            long left = deadline - time.nanoTime();
            if (left <= 0 || !connection.channel().closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS)) {
                connection.force();
            }
        }
        if (!loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS)) {
            LOG.log(Level.WARNING, "the edge''s event loops did not stop in time");
        }
    }

    /** Counts a connection in until its channel closes. */
    void opened(Connection connection) {
        connections.add(connection);
        connection.channel().closeFuture().addListener(closed -> connections.remove(connection));
        if (closing) {
            connection.drain();
        }
    }

    /** Runs the handler for {@code exchange} on a thread of its own. */
    void dispatch(BaseExchange exchange) {
        Thread.ofVirtual().name("request").start(exchange);
    }

    EdgeConfig config() {
        return config;
    }

    Handler handler() {
        return handler;
    }

    Time time() {
        return time;
    }

    String date() {
        return date.now();
    }

    @Nullable
    TlsContexts tls() {
        return tls;
    }
}
