package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which fields stand in JSON, YAML and trees. */
final class Presence {
    private Presence() {}

    /** Whether a field is written; a required one is even when it is empty, then as null or zero. */
    static boolean written(RecordType<Object> type, FieldInfo field, @Nullable Object value) {
        if (field.required() || field.always()) {
            return true;
        }
        return switch (value) {
            case null -> false;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            // A record held by value that Kubernetes leaves out when it is zero.
            case Record record
            when field.notNull() ->
                record != type.child(field).erased().empty()
                        && !record.equals(type.child(field).erased().empty());
            default -> true;
        };
    }
}
