package io.gantry.api.status;

import java.math.BigDecimal;
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
                    } else if (!printable(c)) {
                        quoted.append(c < 0x10000 ? "\\u" : "\\U")
                                .append(HexFormat.of().toHexDigits(c, c < 0x10000 ? 4 : 8));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** A letter, mark, number, sign of punctuation, symbol or the plain space. */
    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** {@code %v}, and {@code %g}, of a number with a fraction: the shortest text that reads as the same number. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = decimal.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - decimal.scale();
        if (exponent >= -4 && exponent < 6) {
            return decimal.toPlainString();
        }
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
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
