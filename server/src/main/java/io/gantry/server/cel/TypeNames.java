package io.gantry.server.cel;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.Timestamp;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types as Kubernetes' messages name them. */
final class TypeNames {
    private TypeNames() {}

    /** As the type calls itself. */
    static String of(CelType type) {
        return of(type, false);
    }

    /** As the checker's messages have it, which shorten the names of some. */
    static String ofChecker(CelType type) {
        return of(type, true);
    }

    /** Without the types of elements. */
    static String base(CelType type) {
        String name = of(type);
        int parameters = name.indexOf('(');
        return parameters < 0 ? name : name.substring(0, parameters);
    }

    private static String of(CelType type, boolean shortened) {
        return switch (type) {
            case ListType list -> "list(" + of(list.elemType(), shortened) + ")";
            case MapType map -> "map(" + of(map.keyType(), shortened) + ", " + of(map.valueType(), shortened) + ")";
            case OptionalType optional ->
                "optional_type(" + of(optional.parameters().getFirst(), shortened) + ")";
            default ->
                switch (type.kind()) {
                    case NULL_TYPE -> shortened ? "null" : "null_type";
                    case DYN, TYPE_PARAM -> "dyn";
                    case ANY -> shortened ? "any" : "google.protobuf.Any";
                    case TIMESTAMP -> shortened ? "timestamp" : "google.protobuf.Timestamp";
                    case DURATION -> shortened ? "duration" : "google.protobuf.Duration";
                    default -> type.name();
                };
        };
    }

    /** The type of a value, by the name that values give it. */
    static String ofValue(@Nullable Object value) {
        return switch (value) {
            case Long number -> "int";
            case UnsignedLong number -> "uint";
            case Double number -> "double";
            case Boolean bool -> "bool";
            case CelByteString bytes -> "bytes";
            case Duration duration -> "google.protobuf.Duration";
            case com.google.protobuf.Duration duration -> "google.protobuf.Duration";
            case Instant time -> "google.protobuf.Timestamp";
            case Timestamp time -> "google.protobuf.Timestamp";
            case NullValue nothing -> "null_type";
            case Map<?, ?> map -> "map";
            case List<?> list -> "list";
            case Optional<?> optional -> "optional_type";
            case CelType type -> "type";
            case null, default -> "string";
        };
    }
}
