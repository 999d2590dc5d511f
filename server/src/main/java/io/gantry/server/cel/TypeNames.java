package io.gantry.server.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;

/** Types as Kubernetes' messages name them. */
final class TypeNames {
    private TypeNames() {}

    static String of(CelType type) {
        return switch (type) {
            case ListType list -> "list(" + of(list.elemType()) + ")";
            case MapType map -> "map(" + of(map.keyType()) + ", " + of(map.valueType()) + ")";
            case OptionalType optional ->
                "optional_type(" + of(optional.parameters().getFirst()) + ")";
            default -> {
                CelKind kind = type.kind();
                yield switch (kind) {
                    case NULL_TYPE -> "null_type";
                    case DYN -> "dyn";
                    case TIMESTAMP -> "timestamp";
                    case DURATION -> "duration";
                    default -> type.name();
                };
            }
        };
    }
}
