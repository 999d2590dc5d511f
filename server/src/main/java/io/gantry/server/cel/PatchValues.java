package io.gantry.server.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What expressions that make patches come to, as trees of JSON. Pure. */
public final class PatchValues {
    /** Types that stand where another belongs. */
    public static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1;

        Mismatch(String message) {
            super(message);
        }
    }

    private PatchValues() {}

    /** The value of an expression for an apply configuration. */
    public static Map<String, @Nullable Object> configuration(Object value) throws Mismatch {
        if (tree(value, "Object") instanceof Map<?, ?> map) {
            return fields(map);
        }
        throw new Mismatch("unsupported return type from ApplyConfiguration expression");
    }

    /** The value of an expression for a JSON patch: its operations. */
    public static List<Map<String, @Nullable Object>> operations(Object value) throws Mismatch {
        if (!(value instanceof List<?> list)) {
            throw new Mismatch("type mismatch: JSONPatchType.expression should evaluate to array");
        }
        List<Map<String, @Nullable Object>> operations = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> given)) {
                throw new Mismatch("type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch");
            }
            Map<String, @Nullable Object> operation = new LinkedHashMap<>();
            for (String name : List.of("op", "path", "from", "value")) {
                Object field = given.get(name);
                if (field != null) {
                    // The type of a value is known by itself: the path says where it belongs.
                    String type = field instanceof Map<?, ?> map && map.get(PatchTypes.MARK) instanceof String own
                            ? own
                            : "Object";
                    operation.put(name, tree(field, type));
                }
            }
            operation.putIfAbsent("op", "");
            operation.putIfAbsent("path", "");
            operations.add(operation);
        }
        return operations;
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, each) -> fields.put((String) name, each));
        return fields;
    }

    /** @param type that a value with fields must have: the path to it */
    private static @Nullable Object tree(Object value, String type) throws Mismatch {
        TreeSet<String> wrong = new TreeSet<>();
        Object tree = tree(value, type, wrong);
        if (!wrong.isEmpty()) {
            throw new Mismatch("type mismatch: " + String.join("\n", wrong));
        }
        return tree;
    }

    private static @Nullable Object tree(@Nullable Object value, String type, Set<String> wrong) {
        return switch (value) {
            case null -> null;
            case NullValue _ -> null;
            case Map<?, ?> map -> {
                Object own = map.get(PatchTypes.MARK);
                if (own != null && !own.equals(type)) {
                    wrong.add("unexpected type name \"" + own + "\", expected \"" + type
                            + "\", which matches field name path from root Object type");
                }
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((key, each) -> {
                    if (!PatchTypes.MARK.equals(key)) {
                        all.put(String.valueOf(key), tree(each, own == null ? type : type + "." + key, wrong));
                    }
                });
                yield all;
            }
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>(list.size());
                list.forEach(each -> all.add(tree(each, type, wrong)));
                yield all;
            }
            case UnsignedLong number -> number.longValue();
            case CelByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
            case String _, Long _, Double _, Boolean _ -> value;
            default -> value.toString();
        };
    }
}
