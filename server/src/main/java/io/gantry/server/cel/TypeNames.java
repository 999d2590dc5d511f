package io.gantry.server.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;

/** Types as Kubernetes' messages name them. */
final class TypeNames {
    private TypeNames() {}

    /** As the type calls itself. */
    static String of(CelType type) {
        return of(type, "null_type");
    }

    /** As the checker's messages have it, which call the type of null {@code null}. */
    static String ofChecker(CelType type) {
        return of(type, "null");
    }

    private static String of(CelType type, String ofNull) {
        return switch (type) {
            case ListType list -> "list(" + of(list.elemType(), ofNull) + ")";
            case MapType map -> "map(" + of(map.keyType(), ofNull) + ", " + of(map.valueType(), ofNull) + ")";
            case OptionalType optional ->
                "optional_type(" + of(optional.parameters().getFirst(), ofNull) + ")";
            default -> {
                CelKind kind = type.kind();
                yield switch (kind) {
                    case NULL_TYPE -> ofNull;
                    case DYN, TYPE_PARAM -> "dyn";
                    case TIMESTAMP -> "timestamp";
                    case DURATION -> "duration";
                    default -> type.name();
                };
            }
        };
    }
}
