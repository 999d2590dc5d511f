package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.schema.ValueKind;

/** How Go, and so Kubernetes' errors, names the type of a field. */
final class GoTypes {
    private GoTypes() {}

    /** {@code v1.PodSpec}. */
    static String record(RecordType<?> type) {
        String packageName = type.recordClass().getPackageName();
        return packageName.substring(packageName.lastIndexOf('.') + 1) + "." + type.name();
    }

    /** The type of a field as a whole, such as {@code []v1.Container}. */
    static String field(RecordType<?> type, FieldInfo field) {
        String element = element(type, field);
        return switch (field.container()) {
            case SINGLE -> element;
            case LIST -> "[]" + element;
            case MAP -> "map[string]" + element;
        };
    }

    /** The type of a field's value, or of an element of its list or map. */
    static String element(RecordType<?> type, FieldInfo field) {
        return field.kind() == ValueKind.RECORD ? record(type.child(field)) : scalar(field.kind());
    }

    private static String scalar(ValueKind kind) {
        return switch (kind) {
            case STRING -> "string";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case BOOL -> "bool";
            case DOUBLE -> "float64";
            case BYTES -> "[]uint8";
            case TIME -> "v1.Time";
            case MICRO_TIME -> "v1.MicroTime";
            case DURATION -> "v1.Duration";
            case QUANTITY -> "resource.Quantity";
            case INT_OR_STRING -> "intstr.IntOrString";
            case RAW -> "runtime.RawExtension";
            case RECORD -> "object";
            case STRINGS -> "[]string";
        };
    }
}
