package io.gantry.network.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace as a place to run code in: one platform thread that lives in it. Sockets opened there, processes
 * started there and {@code /proc/sys/net} as read there belong to the namespace; a socket may be used by any thread
 * afterwards.
 *
 * <p>Thread safe: callers wait for their turn. It is also the one bounded place for native calls, which would pin a
 * virtual thread. The namespace itself is not kept alive by this.
 */
public final class NetNamespace implements AutoCloseable {
    private static final int QUEUE = 1024;
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;

    private final @Nullable Path path;
    private final ThreadPoolExecutor executor;
    private final AtomicBoolean started = new AtomicBoolean();

    private NetNamespace(@Nullable Path path) {
        this.path = path;
        this.executor =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), this::thread);
    }

    /** The namespace that this process runs in. */
    public static NetNamespace own() {
        return new NetNamespace(null);
    }

    /** The namespace at a path such as {@code /run/netns/NAME}. Needs CAP_SYS_ADMIN. */
    public static NetNamespace at(Path path) {
        var namespace = new NetNamespace(path);
        try {
            namespace.call(() -> {
                enter(path);
                return path;
            });
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
        }
        return namespace;
    }

    /** Where the namespace is found, or null for the process's own. */
    public @Nullable Path path() {
        return path;
    }

    /**
     * Runs {@code work} in the namespace and waits for it. A checked exception of the work comes out wrapped into an
     * {@link IllegalStateException}; an interrupt while waiting is kept and does not abandon the work, whose steps must be
     * short.
     */
    public <T extends @Nullable Object> T call(Callable<T> work) {
        var interrupted = false;
        try {
            var future = executor.submit(work);
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    var cause = e.getCause();
                    if (cause instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (cause instanceof Error error) {
                        throw error;
                    }
                    throw new IllegalStateException(cause == null ? e.getMessage() : cause.getMessage(), cause);
                }
            }
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the thread of the network namespace is closed or overloaded", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread after what was submitted before. */
    @Override
    public void close() {
        executor.shutdown();
    }

    private Thread thread(Runnable loop) {
        if (!started.compareAndSet(false, true)) {
            // A second thread would be in the wrong namespace. Tasks cannot end the first one: their failures are
            // caught.
            throw new IllegalStateException("the thread of the network namespace has died");
        }
        return Thread.ofPlatform()
                .name("network" + (path == null ? "" : "-" + path.getFileName()))
                .daemon()
                .unstarted(loop);
    }

    /** The calls of libc, bound once. */
    @SuppressWarnings("restricted") // native calls are what this class is for
    private static final class Libc {
        private static final Linker LINKER = Linker.nativeLinker();
        private static final StructLayout STATE = Linker.Option.captureStateLayout();
        static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
        static final MethodHandle OPEN = bind(
                "open",
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        static final MethodHandle SETNS =
                bind("setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        static final MethodHandle CLOSE =
                bind("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

        private static MethodHandle bind(String name, FunctionDescriptor descriptor, Linker.Option... options) {
            var all = java.util.Arrays.copyOf(options, options.length + 1);
            all[options.length] = Linker.Option.captureCallState("errno");
            return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, all);
        }
    }

    private static void enter(Path path) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Libc.STATE);
            int fd = (int) Libc.OPEN.invokeExact(state, arena.allocateFrom(path.toString()), O_RDONLY_CLOEXEC);
            if (fd < 0) {
                throw new IllegalStateException("cannot open the network namespace " + path + ": errno "
                        + (int) Libc.ERRNO.get(state, 0L) + "; does it exist (ip netns)?");
            }
            int entered = (int) Libc.SETNS.invokeExact(state, fd, CLONE_NEWNET);
            int errno = (int) Libc.ERRNO.get(state, 0L);
            int closed = (int) Libc.CLOSE.invokeExact(state, fd);
            if (entered != 0 || closed != 0) {
                throw new IllegalStateException(
                        "cannot enter the network namespace " + path + ": errno " + errno + "; root is needed");
            }
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot enter the network namespace " + path, e);
        }
    }
}
