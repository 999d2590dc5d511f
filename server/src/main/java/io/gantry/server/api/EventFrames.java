package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.client.WatchEvent;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frames of events that were sent lately, by their objects' identity: an event is encoded once per media type, whatever
 * the number of watchers. Bounded; a lost race costs one encoding. Thread-safe.
 */
final class EventFrames {
    private static final int SLOTS = 1024;
    /** Larger ones are encoded anew: a thousand of them would weigh too much. */
    private static final int MAX_BYTES = 32 * 1024;

    /** An event and one encoded form of it; the bytes are never changed. */
    private static final class Slot {
        final KubeObject object;
        final WatchEvent.Type type;
        final Encoding encoding;
        final byte[] frame;

        Slot(KubeObject object, WatchEvent.Type type, Encoding encoding, byte[] frame) {
            this.object = object;
            this.type = type;
            this.encoding = encoding;
            this.frame = frame;
        }
    }

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

    byte[] get(KubeObject object, WatchEvent.Type type, Encoding encoding, Supplier<byte[]> encode) {
        int at = (System.identityHashCode(object) ^ System.identityHashCode(encoding)) & (SLOTS - 1);
        Slot slot = slots.get(at);
        if (slot != null && slot.object == object && slot.type == type && slot.encoding == encoding) {
            return slot.frame;
        }
        byte[] frame = encode.get();
        if (frame.length <= MAX_BYTES) {
            slots.set(at, new Slot(object, type, encoding, frame));
        }
        return frame;
    }
}
