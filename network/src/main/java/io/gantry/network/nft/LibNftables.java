package io.gantry.network.nft;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libnftables that we use, bound once. The signatures are those of {@code nftables/libnftables.h}, which
 * have been the same since 0.9 (soname libnftables.so.1).
 */
@SuppressWarnings("restricted") // native calls are what this class is for
final class LibNftables {
    private static final String LIBRARY = "libnftables.so.1";

    final MethodHandle contextNew;
    final MethodHandle contextFree;
    final MethodHandle bufferOutput;
    final MethodHandle bufferError;
    final MethodHandle output;
    final MethodHandle error;
    final MethodHandle dryRun;
    final MethodHandle outputFlags;
    final MethodHandle run;

    private LibNftables(SymbolLookup library) {
        var pointer = ValueLayout.ADDRESS;
        var integer = ValueLayout.JAVA_INT;
        // C's bool is passed as a byte.
        var bool = ValueLayout.JAVA_BOOLEAN;
        contextNew = bind(library, "nft_ctx_new", FunctionDescriptor.of(pointer, integer));
        contextFree = bind(library, "nft_ctx_free", FunctionDescriptor.ofVoid(pointer));
        bufferOutput = bind(library, "nft_ctx_buffer_output", FunctionDescriptor.of(integer, pointer));
        bufferError = bind(library, "nft_ctx_buffer_error", FunctionDescriptor.of(integer, pointer));
        output = bind(library, "nft_ctx_get_output_buffer", FunctionDescriptor.of(pointer, pointer));
        error = bind(library, "nft_ctx_get_error_buffer", FunctionDescriptor.of(pointer, pointer));
        dryRun = bind(library, "nft_ctx_set_dry_run", FunctionDescriptor.ofVoid(pointer, bool));
        outputFlags = bind(library, "nft_ctx_output_set_flags", FunctionDescriptor.ofVoid(pointer, integer));
        run = bind(library, "nft_run_cmd_from_buffer", FunctionDescriptor.of(integer, pointer, pointer));
    }

    /** Loads the library, once per process. */
    static LibNftables get() {
        try {
            return Holder.BOUND;
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new NftException(LIBRARY + " cannot be loaded. Install it: apt-get install nftables libnftables1", e);
        }
    }

    static String text(MemorySegment pointer) {
        return pointer.address() == 0 ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private static MethodHandle bind(SymbolLookup library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), descriptor);
    }

    private static final class Holder {
        static final LibNftables BOUND = new LibNftables(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
    }
}
