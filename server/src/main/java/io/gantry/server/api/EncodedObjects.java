package io.gantry.server.api;

import io.gantry.api.KubeObject;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The encoded forms of objects that were sent lately, by the objects' identity: an event is encoded once per media type,
 * whatever the number of watchers. Bounded; a lost race costs one encoding. Thread-safe.
 */
final class EncodedObjects {
    private static final int SLOTS = 1024;
    /** Larger objects are encoded anew: a thousand of them would weigh too much. */
    private static final int MAX_BYTES = 32 * 1024;

    /** An object and one encoded form of it; the bytes are never changed. */
    private static final class Slot {
        final KubeObject object;
        final Encoding encoding;
        final byte[] bytes;

        Slot(KubeObject object, Encoding encoding, byte[] bytes) {
            this.object = object;
            this.encoding = encoding;
            this.bytes = bytes;
        }
    }

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

    byte[] get(KubeObject object, Encoding encoding, Supplier<byte[]> encode) {
        int at = (System.identityHashCode(object) ^ System.identityHashCode(encoding)) & (SLOTS - 1);
        Slot slot = slots.get(at);
        if (slot != null && slot.object == object && slot.encoding == encoding) {
            return slot.bytes;
        }
        byte[] bytes = encode.get();
        if (bytes.length <= MAX_BYTES) {
            slots.set(at, new Slot(object, encoding, bytes));
        }
        return bytes;
    }
}
