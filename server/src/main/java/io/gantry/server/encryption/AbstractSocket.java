package io.gantry.server.encryption;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A connection to a name in Linux's abstract namespace (unix(7)), which the JDK's sockets cannot address. One thread may read
 * and another write; both calls block their platform thread. {@link #shutdown()} may come from any thread and ends them;
 * {@link #close()} comes after both.
 */
@SuppressWarnings("restricted") // system calls are what this class is for
final class AbstractSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int STREAM_CLOSED_ON_EXEC = 1 | 0x80000;
    private static final int BOTH = 2;
    private static final int NO_SIGNAL = 0x4000;
    private static final int INTERRUPTED = 4;
    /** Bytes of {@code sun_path}, of which the first is the zero that makes a name abstract. */
    private static final int MAX_NAME = 107;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET = function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle CONNECT = function("connect", FunctionDescriptor.of(INT, INT, ADDRESS, INT));
    private static final MethodHandle RECEIVE = function("recv", FunctionDescriptor.of(LONG, INT, ADDRESS, LONG, INT));
    private static final MethodHandle SEND = function("send", FunctionDescriptor.of(LONG, INT, ADDRESS, LONG, INT));
    private static final MethodHandle SHUTDOWN = function("shutdown", FunctionDescriptor.of(INT, INT, INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));

    private final int descriptor;

    private AbstractSocket(int descriptor) {
        this.descriptor = descriptor;
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    /** @throws IOException when the name is too long or nobody listens there */
    static AbstractSocket connect(String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME) {
            throw new IOException(
                    "the name of an abstract socket has at most " + MAX_NAME + " bytes, @" + name + " more");
        }
        try (Arena arena = Arena.ofConfined()) {
            // sun_family, then the zero byte, then the name without an end: the length says where it ends.
            MemorySegment address = arena.allocate(3L + bytes.length, 2);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 3, bytes.length);
            MemorySegment state = arena.allocate(STATE);
            int descriptor = (int)
                    call("socket", state, () -> (int) SOCKET.invokeExact(state, AF_UNIX, STREAM_CLOSED_ON_EXEC, 0));
            AbstractSocket socket = new AbstractSocket(descriptor);
            try {
                call("connect to @" + name, state, () ->
                        (int) CONNECT.invokeExact(state, descriptor, address, (int) address.byteSize()));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
            return socket;
        }
    }

    /** How many bytes came, at least one; -1 at the end. */
    long read(MemorySegment buffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long count = call(
                    "recv", state, () -> (long) RECEIVE.invokeExact(state, descriptor, buffer, buffer.byteSize(), 0));
            return count == 0 ? -1 : count;
        }
    }

    /** Returns when all of it is sent. */
    void write(MemorySegment bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            for (long sent = 0; sent < bytes.byteSize(); ) {
                MemorySegment rest = bytes.asSlice(sent);
                sent += call("send", state, () ->
                        (long) SEND.invokeExact(state, descriptor, rest, rest.byteSize(), NO_SIGNAL));
            }
        }
    }

    /** Ends both directions: whoever reads sees the end. Of a connection that is over already, this changes nothing. */
    void shutdown() {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) SHUTDOWN.invokeExact(arena.allocate(STATE), descriptor, BOTH);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface SystemCall {
        long result() throws Throwable;
    }

    private static long call(String what, MemorySegment state, SystemCall call) throws IOException {
        while (true) {
            long result;
            try {
                result = call.result();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
            if (result >= 0) {
                return result;
            }
            int error = (int) ERRNO.get(state, 0L);
            if (error != INTERRUPTED) {
                throw new IOException(what + ": error " + error + " (errno)");
            }
        }
    }
}
