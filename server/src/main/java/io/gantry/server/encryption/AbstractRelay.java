package io.gantry.server.encryption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes an abstract socket look like one in the file system, in a directory that only this process's user may enter: each
 * connection to it is joined to one of its own, byte by byte, on two threads. gRPC keeps one connection. Thread-safe.
 */
final class AbstractRelay implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AbstractRelay.class.getName());
    private static final int BUFFER_BYTES = 16 << 10;

    private final String name;
    private final Path directory;
    private final ServerSocketChannel server;
    private final Set<Joined> joined = ConcurrentHashMap.newKeySet();

    private AbstractRelay(String name, Path directory, ServerSocketChannel server) {
        this.name = name;
        this.directory = directory;
        this.server = server;
    }

    static AbstractRelay to(String name) {
        try {
            // Made for its owner alone, as temporary directories are.
            return in(Files.createTempDirectory("gantry-kms"), name);
        } catch (IOException e) {
            throw new UncheckedIOException("no socket for the KMS plugin at @" + name, e);
        }
    }

    /** @param directory an empty one, which goes with the relay, also with one that does not come about */
    static AbstractRelay in(Path directory, String name) throws IOException {
        ServerSocketChannel server = null;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
        } catch (IOException | RuntimeException e) {
            try {
                if (server != null) {
                    server.close();
                }
                Files.deleteIfExists(directory);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        AbstractRelay relay = new AbstractRelay(name, directory, server);
        Thread.ofVirtual().name("kms-relay").start(relay::accept);
        return relay;
    }

    Path socket() {
        return directory.resolve("s");
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                join(server.accept());
            }
        } catch (IOException e) {
            LOG.log(server.isOpen() ? Level.ERROR : Level.DEBUG, "no more connections to @" + name + " are made", e);
        }
    }

    /** Where nobody listens, the other side sees its connection end, and tries again. */
    private void join(SocketChannel near) throws IOException {
        AbstractSocket far;
        try {
            far = AbstractSocket.connect(name);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no connection to @" + name, e);
            near.close();
            return;
        }
        Joined pair = new Joined(near, far);
        joined.add(pair);
        Thread.ofPlatform().daemon().name("kms-relay-out").start(pair::send);
        Thread.ofPlatform().daemon().name("kms-relay-in").start(pair::receive);
        if (!server.isOpen()) {
            pair.end();
        }
    }

    /** Two connections that are one. The thread that ends last gives the far one back. */
    private final class Joined {
        private final SocketChannel near;
        private final AbstractSocket far;
        private final AtomicBoolean half = new AtomicBoolean();
        private boolean released;

        Joined(SocketChannel near, AbstractSocket far) {
            this.near = near;
            this.far = far;
        }

        void send() {
            try (Arena arena = Arena.ofConfined()) {
                ByteBuffer buffer = arena.allocate(BUFFER_BYTES).asByteBuffer();
                while (near.read(buffer) >= 0) {
                    far.write(MemorySegment.ofBuffer(buffer.flip()));
                    buffer.clear();
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection to @" + name + " ended", e);
            } finally {
                over();
            }
        }

        void receive() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment buffer = arena.allocate(BUFFER_BYTES);
                for (long count = far.read(buffer); count > 0; count = far.read(buffer)) {
                    ByteBuffer bytes = buffer.asSlice(0, count).asByteBuffer();
                    while (bytes.hasRemaining()) {
                        near.write(bytes);
                    }
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection to @" + name + " ended", e);
            } finally {
                over();
            }
        }

        private void over() {
            end();
            if (!half.compareAndSet(false, true)) {
                joined.remove(this);
                release();
            }
        }

        private synchronized void release() {
            released = true;
            far.close();
        }

        synchronized void end() {
            try {
                near.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection for @" + name + " cannot be closed", e);
            }
            if (!released) {
                far.shutdown();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the directory " + directory + " stays behind", e);
        }
        joined.forEach(Joined::end);
    }
}
