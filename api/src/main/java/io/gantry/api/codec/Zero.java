package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.IntOrString;
import io.gantry.api.types.Quantity;
import io.gantry.api.types.RawJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What Go makes of {@code null} as an element of a list or map: the type's zero value. */
final class Zero {
    private static final RawJson NULL = RawJson.of("null");

    private Zero() {}

    static Object of(RecordType<?> type, FieldInfo field) {
        return switch (field.kind()) {
            case STRING -> "";
            case INT32 -> 0;
            case INT64 -> 0L;
            case BOOL -> false;
            case DOUBLE -> 0.0;
            case BYTES -> Bytes.EMPTY;
            case TIME, MICRO_TIME -> Instant.EPOCH;
            case DURATION -> Duration.ZERO;
            case QUANTITY -> Quantity.ZERO;
            case INT_OR_STRING -> IntOrString.ZERO;
            case RAW -> NULL;
            case RECORD -> type.child(field).erased().empty();
            case STRINGS -> List.of();
        };
    }
}
