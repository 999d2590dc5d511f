package io.gantry.api.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record, read from its declaration.
 *
 * @param javaType the component's type as source, without annotations
 * @param boxedType the same with primitives boxed
 * @param kind name of a {@code ValueKind}
 * @param container name of a {@code FieldInfo.Container}
 * @param child qualified name of the record that the value or its elements are, if they are records
 * @param checks the annotations that say what the value must be, by their simple names
 */
record Component(
        String name,
        String javaType,
        String boxedType,
        boolean primitive,
        boolean nullable,
        String kind,
        String container,
        @Nullable String child,
        Annotation field,
        @Nullable String defaultValue,
        Map<String, Annotation> checks) {
    private static final Set<String> CHECKS = Set.of(
            "Required",
            "EnumOf",
            "Minimum",
            "Maximum",
            "Range",
            "MaxLength",
            "MaxItems",
            "Format",
            "EachKey",
            "ImmutableField",
            "Member",
            "ByHand");

    static Component of(RecordComponentElement element) {
        Annotation field = null;
        String defaultValue = null;
        boolean nullable = false;
        Map<String, Annotation> checks = new HashMap<>();
        List<AnnotationMirror> mirrors = new ArrayList<>(element.getAnnotationMirrors());
        mirrors.addAll(element.asType().getAnnotationMirrors());
        for (AnnotationMirror mirror : mirrors) {
            String name = mirror.getAnnotationType().asElement().getSimpleName().toString();
            switch (name) {
                case "Field" -> field = Annotation.of(mirror);
                case "Default" -> defaultValue = Annotation.of(mirror).string("value");
                case "Nullable" -> nullable = true;
                default -> {
                    if (CHECKS.contains(name)) {
                        checks.put(name, Annotation.of(mirror));
                    }
                }
            }
        }
        if (field == null) {
            throw new Malformed(element, "has no @Field: every component of an API record needs its wire number");
        }
        TypeMirror type = element.asType();
        String container = "SINGLE";
        TypeMirror value = type;
        if (type instanceof DeclaredType declared) {
            String raw = qualified(declared);
            if (raw.equals("java.util.List")) {
                container = "LIST";
                value = declared.getTypeArguments().get(0);
            } else if (raw.equals("java.util.Map")) {
                container = "MAP";
                value = declared.getTypeArguments().get(1);
            }
        }
        boolean primitive = type.getKind().isPrimitive();
        String kind = kindOf(element, value, field.flag("micro"));
        return new Component(
                element.getSimpleName().toString(),
                source(type),
                boxed(type),
                primitive,
                nullable,
                kind,
                container,
                kind.equals("RECORD") ? qualified((DeclaredType) value) : null,
                field,
                defaultValue,
                Map.copyOf(checks));
    }

    private static String kindOf(RecordComponentElement element, TypeMirror type, boolean micro) {
        if (type.getKind().isPrimitive()) {
            return switch (type.getKind()) {
                case INT -> "INT32";
                case LONG -> "INT64";
                case BOOLEAN -> "BOOL";
                case DOUBLE -> "DOUBLE";
                default -> throw new Malformed(element, "has a primitive type that the API does not know");
            };
        }
        return switch (qualified((DeclaredType) type)) {
            case "java.lang.String" -> "STRING";
            case "java.lang.Integer" -> "INT32";
            case "java.lang.Long" -> "INT64";
            case "java.lang.Boolean" -> "BOOL";
            case "java.lang.Double" -> "DOUBLE";
            case "java.time.Instant" -> micro ? "MICRO_TIME" : "TIME";
            case "java.time.Duration" -> "DURATION";
            case "java.util.List" -> "STRINGS";
            case "io.gantry.api.types.Bytes" -> "BYTES";
            case "io.gantry.api.types.Quantity" -> "QUANTITY";
            case "io.gantry.api.types.IntOrString" -> "INT_OR_STRING";
            case "io.gantry.api.types.RawJson" -> "RAW";
            default -> "RECORD";
        };
    }

    private static String qualified(DeclaredType type) {
        return type.asElement().toString();
    }

    private static String source(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            StringBuilder text = new StringBuilder(qualified(declared));
            if (!declared.getTypeArguments().isEmpty()) {
                text.append('<');
                for (int i = 0; i < declared.getTypeArguments().size(); i++) {
                    text.append(i == 0 ? "" : ", ")
                            .append(source(declared.getTypeArguments().get(i)));
                }
                text.append('>');
            }
            return text.toString();
        }
        return switch (type.getKind()) {
            case INT -> "int";
            case LONG -> "long";
            case BOOLEAN -> "boolean";
            case DOUBLE -> "double";
            default -> type.toString();
        };
    }

    private static String boxed(TypeMirror type) {
        return switch (type.getKind()) {
            case TypeKind.INT -> "Integer";
            case TypeKind.LONG -> "Long";
            case TypeKind.BOOLEAN -> "Boolean";
            case TypeKind.DOUBLE -> "Double";
            default -> source(type);
        };
    }

    /** The name that JSON uses. */
    String jsonName() {
        String given = field.string("name");
        return given.isEmpty() ? name : given;
    }

    /** Whether it is a record held by value: never null, but its empty record. */
    boolean byValue() {
        return child != null && container.equals("SINGLE") && !nullable;
    }

    /** The Java expression of the value when it is absent. */
    String absent() {
        if (!container.equals("SINGLE")) {
            return container.equals("LIST") ? "java.util.List.of()" : "io.gantry.api.types.StringMap.empty()";
        }
        if (byValue()) {
            return child + "Type.EMPTY";
        }
        if (nullable) {
            return "null";
        }
        return switch (kind) {
            case "STRING" -> "\"\"";
            case "INT32" -> "0";
            case "INT64" -> "0L";
            case "BOOL" -> "false";
            case "DOUBLE" -> "0.0";
            case "QUANTITY" -> "io.gantry.api.types.Quantity.ZERO";
            case "INT_OR_STRING" -> "io.gantry.api.types.IntOrString.ZERO";
            case "BYTES" -> "io.gantry.api.types.Bytes.EMPTY";
            default -> "null";
        };
    }
}
