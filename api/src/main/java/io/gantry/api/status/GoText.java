package io.gantry.api.status;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Go's formatter shows them, for messages that are the same as Kubernetes'. Pure. */
public final class GoText {
    private GoText() {}

    /** {@code %q}: in quotes, with what cannot be printed escaped. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case 7 -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case 11 -> quoted.append("\\v");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** {@code %#v} of a tree: {@code map[string]interface {}{"replicas":3}}. */
    public static String syntax(@Nullable Object tree) {
        return switch (tree) {
            case null -> "interface {}(nil)";
            case String text -> quoted(text);
            case Map<?, ?> map -> {
                Map<String, String> sorted = new TreeMap<>();
                map.forEach((name, value) -> sorted.put(quoted(String.valueOf(name)), syntax(value)));
                List<String> entries = new ArrayList<>();
                sorted.forEach((name, value) -> entries.add(name + ":" + value));
                yield type(map) + "{" + String.join(", ", entries) + "}";
            }
            case List<?> list ->
                type(list) + "{" + list.stream().map(GoText::syntax).collect(Collectors.joining(", ")) + "}";
            default -> tree.toString();
        };
    }

    /** {@code %T} of a tree: {@code []interface {}}. */
    public static String type(@Nullable Object tree) {
        return switch (tree) {
            case null -> "<nil>";
            case String text -> "string";
            case Boolean flag -> "bool";
            case Map<?, ?> map -> "map[string]interface {}";
            case List<?> list -> "[]interface {}";
            case Double number -> "float64";
            default -> "int64";
        };
    }

    /** {@code %+v} of a tree: {@code map[spec:map[replicas:3]]}. */
    public static String tree(@Nullable Object tree) {
        return switch (tree) {
            case null -> "<nil>";
            case Map<?, ?> map -> {
                List<String> entries = new ArrayList<>();
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((name, value) -> sorted.put(String.valueOf(name), tree(value)));
                sorted.forEach((name, value) -> entries.add(name + ":" + value));
                yield "map[" + String.join(" ", entries) + "]";
            }
            case List<?> list -> {
                List<String> elements = new ArrayList<>();
                list.forEach(element -> elements.add(tree(element)));
                yield "[" + String.join(" ", elements) + "]";
            }
            default -> tree.toString();
        };
    }
}
