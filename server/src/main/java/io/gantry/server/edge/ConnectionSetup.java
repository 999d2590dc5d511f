package io.gantry.server.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Puts the handlers of a new connection together: TLS, then what ALPN chose. */
final class ConnectionSetup {
    private static final Logger LOG = System.getLogger(EdgeServer.class.getName());

    private ConnectionSetup() {}

    static void initialize(EdgeServer server, Channel channel) throws SSLException {
        var tls = server.tls();
        if (tls == null) {
            http1(server, channel.pipeline(), new Peer((InetSocketAddress) channel.remoteAddress(), List.of(), null));
            return;
        }
        // Signing and key agreement take about a millisecond of CPU: not on the event loop.
        var ssl = tls.current()
                .newHandler(
                        channel.alloc(), task -> Thread.ofVirtual().name("tls").start(task));
        ssl.setHandshakeTimeoutMillis(server.config().handshakeTimeout().toMillis());
        channel.pipeline().addLast(ssl, new Negotiated(server, tls, ssl));
    }

    private static void http1(EdgeServer server, ChannelPipeline pipeline, Peer peer) {
        int max = server.config().maxHeaderBytes();
        var codec = new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(max)
                .setMaxHeaderSize(max)
                .setMaxChunkSize(16 * 1024));
        pipeline.addLast("http", codec);
        pipeline.addLast("exchanges", new Http1Server(server, peer));
    }

    private static void http2(EdgeServer server, ChannelPipeline pipeline, Peer peer) {
        pipeline.addLast(new IdleStateHandler(server.config().pingInterval().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        pipeline.addLast(Http2Server.create(server, peer));
    }

    /** Goes on once the handshake is done. */
    private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
        private final EdgeServer server;
        private final TlsContexts tls;
        private final SslHandler ssl;

        Negotiated(EdgeServer server, TlsContexts tls, SslHandler ssl) {
            super(ApplicationProtocolNames.HTTP_1_1);
            this.server = server;
            this.tls = tls;
            this.ssl = ssl;
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            var peer = new Peer(
                    (InetSocketAddress) context.channel().remoteAddress(),
                    presented(ssl.engine().getSession()),
                    tls);
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                http2(server, context.pipeline(), peer);
            } else {
                http1(server, context.pipeline(), peer);
            }
        }

        private static List<X509Certificate> presented(SSLSession session) {
            try {
                var chain = new ArrayList<X509Certificate>();
                for (Certificate certificate : session.getPeerCertificates()) {
                    chain.add((X509Certificate) certificate);
                }
                return chain;
            } catch (SSLPeerUnverifiedException e) {
                return List.of(); // the client has none, which is its right
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            // Port scanners and clients that do not trust us: theirs to report.
            LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": TLS handshake failed: " + cause);
            context.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof DecoderException)) {
                LOG.log(Level.DEBUG, () -> context.channel().remoteAddress() + ": " + cause);
            }
            context.close();
        }
    }
}
