package io.gantry.node.agent;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** The system calls that mount and unmount file systems in memory. They do not block on any device. */
@SuppressWarnings("restricted") // system calls are what this class is for
final class Mounts {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MOUNT = LINKER.downcallHandle(
            LINKER.defaultLookup().find("mount").orElseThrow(),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle UMOUNT = LINKER.downcallHandle(
            LINKER.defaultLookup().find("umount2").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"));

    /** {@code MS_NOSUID | MS_NODEV} of {@code <sys/mount.h>}. */
    private static final long NOSUID_NODEV = 2 | 4;
    /** {@code MNT_DETACH}: gone from the tree now, freed when the last user leaves. */
    private static final int DETACH = 2;

    private Mounts() {}

    /** Whether something is mounted exactly here. */
    static boolean mounted(Path path) throws IOException {
        String wanted = path.toRealPath().toString().replace(" ", "\\040");
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            String[] fields = line.split(" ", 6);
            if (fields.length > 4 && fields[4].equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Mounts a file system in memory.
     *
     * @param sizeBytes its limit, 0 for the kernel's own (half of the memory)
     */
    static void tmpfs(Path at, long sizeBytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment type = arena.allocateFrom("tmpfs");
            int result;
            try {
                result = (int) MOUNT.invokeExact(
                        state,
                        type,
                        arena.allocateFrom(at.toString()),
                        type,
                        NOSUID_NODEV,
                        arena.allocateFrom(sizeBytes > 0 ? "size=" + sizeBytes : ""));
            } catch (Throwable e) {
                throw new IllegalStateException("mount(2) could not be called", e);
            }
            check(result, state, "mount a file system in memory on " + at);
        }
    }

    static void unmount(Path at) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) UMOUNT.invokeExact(state, arena.allocateFrom(at.toString()), DETACH);
            } catch (Throwable e) {
                throw new IllegalStateException("umount2(2) could not be called", e);
            }
            check(result, state, "unmount " + at);
        }
    }

    private static void check(int result, MemorySegment state, String what) throws IOException {
        if (result != 0) {
            throw new IOException("cannot " + what + ": error number " + (int) ERRNO.get(state, 0L));
        }
    }
}
