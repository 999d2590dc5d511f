package io.gantry.bench;

import com.sun.management.OperatingSystemMXBean;
import io.gantry.base.OneKeyManager;
import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Credential;
import io.gantry.pki.SubjectNames;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * The peer of {@link EmbedStartBench}: what the same TLS costs a cold JVM when nothing but an empty answer is behind it. Netty with
 * the same native TLS, the same client with a certificate of its own, the JDK's trust; keys lie ready. Prints milliseconds until the
 * first answer, and processor time.
 */
final class EmbeddedNetty {
    private EmbeddedNetty() {}

    /** @param arguments the folder that {@link #saveCredentials} filled */
    public static void main(String[] arguments) throws Exception {
        // As Gantry's own edge does: Netty's events for JFR would set up all of JFR.
        System.setProperty("io.netty.jfr.enabled", "false");
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        Time time = Time.system();
        long start = time.nanoTime();
        var folder = Path.of(arguments[0]);
        var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        SslContext tls = serverTls(credential(folder, "server"));
        var server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(
                                        tls.newHandler(channel.alloc()),
                                        new HttpServerCodec(),
                                        new MinimalNettyServer.Empty(false));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        try (var connection = HttpsConnection.open(clientTls(folder), port)) {
            connection.get("/").orThrow();
        }
        double millis = (time.nanoTime() - start) / 1e6;
        double cpuMillis = (system.getProcessCpuTime() - cpu) / 1e6;
        System.out.println(new EmbedStartBench.Times(millis, cpuMillis, 0).line());
        server.close().sync();
        loops.shutdownGracefully().sync();
    }

    private static SslContext serverTls(Credential server) throws SSLException {
        return SslContextBuilder.forServer(new OneKeyManager(server.key(), server.chain()))
                .sslProvider(SslProvider.OPENSSL)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .clientAuth(ClientAuth.OPTIONAL)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }

    private static SSLContext clientTls(Path folder) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate(folder, "authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var client = credential(folder, "client");
        var context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new OneKeyManager(client.key(), client.chain())}, trust.getTrustManagers(), null);
        return context;
    }

    /** What {@link #saveCredentials} wrote. */
    private static Credential credential(Path folder, String name) throws GeneralSecurityException, IOException {
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve(name + ".key"))));
        return new Credential(key, List.of(certificate(folder, name)));
    }

    private static X509Certificate certificate(Path folder, String name) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(folder.resolve(name + ".crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** Writes the keys that {@link #main} starts with, so that the JDK alone can read them. */
    static void saveCredentials(Path folder, Instant now) throws GeneralSecurityException, IOException {
        var authority = CertificateAuthority.create("bench", now);
        var names = SubjectNames.ofApiServer(
                "localhost", "cluster.local", List.of(InetAddress.getLoopbackAddress()), List.of());
        Files.write(folder.resolve("authority.crt"), authority.certificate().getEncoded());
        save(folder, "server", authority.issueServer("bench", names, now));
        save(folder, "client", authority.issueClient("bench", List.of(), now));
    }

    private static void save(Path folder, String name, Credential credential)
            throws GeneralSecurityException, IOException {
        Files.write(folder.resolve(name + ".key"), credential.key().getEncoded());
        Files.write(folder.resolve(name + ".crt"), credential.certificate().getEncoded());
    }
}
