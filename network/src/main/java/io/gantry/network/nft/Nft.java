package io.gantry.network.nft;

import io.gantry.network.host.NetNamespace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * nftables without a process: commands in nft's own language, each call one transaction of the kernel (all of it happens,
 * or nothing).
 *
 * <p>Text and not JSON, because nft cannot load the JSON that it lists. One context of libnftables, used only on the
 * thread of its {@link NetNamespace}; its netlink socket belongs to that namespace. Thread safe. Adding one element takes
 * 0.06 ms this way, 4 to 13 ms through the {@code nft} program.
 */
public final class Nft implements AutoCloseable {
    /** Protocol names and ports as we write them. */
    private static final int OUTPUT_PLAIN = 0;
    /** NFT_CTX_OUTPUT_HANDLE. */
    private static final int OUTPUT_HANDLES = 1 << 3;

    private static final int ERROR_COMMAND_LINES = 6;

    private final NetNamespace namespace;
    private final LibNftables library;
    private final MemorySegment context;
    private boolean closed;

    private Nft(NetNamespace namespace, LibNftables library, MemorySegment context) {
        this.namespace = namespace;
        this.library = library;
        this.context = context;
    }

    /**
     * Opens a context in a namespace, which stays the caller's to close.
     *
     * @throws NftException when libnftables is missing, or netlink cannot be opened
     */
    public static Nft open(NetNamespace namespace) {
        return namespace.call(() -> {
            var library = LibNftables.get();
            try {
                var context = (MemorySegment) library.contextNew.invokeExact(0);
                if (context.address() == 0) {
                    throw new NftException("libnftables gives no context: is netlink allowed here?");
                }
                int noOutput = (int) library.bufferOutput.invokeExact(context);
                int noError = (int) library.bufferError.invokeExact(context);
                if (noOutput != 0 || noError != 0) {
                    throw new NftException("libnftables cannot buffer its output");
                }
                return new Nft(namespace, library, context);
            } catch (NftException e) {
                throw e;
            } catch (Throwable e) {
                throw new NftException("libnftables cannot be used", e);
            }
        });
    }

    /**
     * Runs commands as one transaction and returns what they print.
     *
     * @throws NftException when one of them is refused; then none has happened
     */
    public String run(String commands) {
        return execute(commands, false, OUTPUT_PLAIN);
    }

    /** Lists with the handle of each rule, by which it can be deleted. */
    public String listWithHandles(String command) {
        return execute(command, false, OUTPUT_HANDLES);
    }

    /** Lets nft and the kernel's knowledge of existing objects judge commands, without changing anything. */
    public void check(String commands) {
        execute(commands, true, OUTPUT_PLAIN);
    }

    /** The namespace that this works in. */
    public NetNamespace namespace() {
        return namespace;
    }

    private String execute(String commands, boolean dry, int flags) {
        return namespace.call(() -> {
            if (closed) {
                throw new IllegalStateException("nft is closed");
            }
            try (var arena = Arena.ofConfined()) {
                library.dryRun.invokeExact(context, dry);
                library.outputFlags.invokeExact(context, flags);
                int result = (int) library.run.invokeExact(context, arena.allocateFrom(commands));
                // Both must be taken each time: that resets the buffers.
                var output = LibNftables.text((MemorySegment) library.output.invokeExact(context));
                var error = LibNftables.text((MemorySegment) library.error.invokeExact(context));
                if (result != 0) {
                    throw new NftException("nft: " + (error.isBlank() ? "failed without a message" : error.strip())
                            + "\n  in: " + beginning(commands));
                }
                return output;
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new NftException("libnftables failed", e);
            }
        });
    }

    private static String beginning(String commands) {
        var lines = commands.lines().limit(ERROR_COMMAND_LINES).toList();
        var text = String.join("\n      ", lines);
        return text.length() > 1000 ? text.substring(0, 1000) + "..." : text;
    }

    @Override
    public void close() {
        namespace.call(() -> {
            if (!closed) {
                closed = true;
                try {
                    library.contextFree.invokeExact(context);
                } catch (Throwable e) {
                    throw new NftException("libnftables cannot free its context", e);
                }
            }
            return "";
        });
    }
}
