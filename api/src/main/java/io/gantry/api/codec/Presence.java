package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;

/** Which fields stand in JSON, YAML, CBOR and trees. */
final class Presence {
    private Presence() {}

    /**
     * The fields that are written, as a set of their positions: those that hold something, and the required ones even when they
     * are empty, then as null or zero.
     */
    static long written(RecordType<Object> type, Object record) {
        long written = type.present(record) | type.required();
        for (long rest = written & type.byValue(); rest != 0; rest &= rest - 1) {
            int index = Long.numberOfTrailingZeros(rest);
            // Kubernetes leaves such a record out when it is zero.
            if (type.child(type.field(index)).empty().equals(type.get(record, index))) {
                written &= ~(1L << index);
            }
        }
        return written;
    }

    /** Whether one field is written. */
    static boolean written(RecordType<Object> type, FieldInfo field, Object record) {
        return (written(type, record) >>> field.index() & 1) != 0;
    }
}
