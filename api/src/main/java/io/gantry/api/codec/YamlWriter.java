package io.gantry.api.codec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes generic trees as YAML in Kubernetes' habit: sorted keys, lists not indented below their key. */
final class YamlWriter {
    /** Longer keys need a question mark; the bound of YAML's emitter. */
    private static final int SIMPLE_KEY = 128;

    private final StringBuilder out = new StringBuilder();

    static String write(@Nullable Object tree) {
        YamlWriter writer = new YamlWriter();
        switch (tree) {
            case Map<?, ?> map when !map.isEmpty() -> writer.map(map, 0, false);
            case List<?> list when !list.isEmpty() -> writer.list(list, 0, false);
            case null, default -> {
                writer.scalar(tree, 0);
                writer.out.append('\n');
            }
        }
        return writer.out.toString();
    }

    /** A key on a line of its own if it is long: readers look for the colon in the next 1024 characters only. */
    private void key(String key, int indent) {
        int before = out.length();
        if (key.indexOf('\n') >= 0) {
            quoted(key);
        } else {
            text(key, indent);
        }
        if (out.length() - before > SIMPLE_KEY) {
            out.insert(before, "? ").append('\n');
            indent(indent);
        }
        out.append(':');
    }

    /** @param inline the first key continues a line that has begun */
    private void map(Map<?, ?> map, int indent, boolean inline) {
        boolean first = inline;
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> TreeJson.put(sorted, (String) key, value));
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            if (!first) {
                indent(indent);
            }
            first = false;
            key(entry.getKey(), indent);
            Object value = entry.getValue();
            switch (value) {
                case Map<?, ?> inner
                when !inner.isEmpty() -> {
                    out.append('\n');
                    map(inner, indent + 2, false);
                }
                case List<?> inner
                when !inner.isEmpty() -> {
                    out.append('\n');
                    list(inner, indent, false);
                }
                case null, default -> {
                    out.append(' ');
                    scalar(value, indent);
                    out.append('\n');
                }
            }
        }
    }

    private void list(List<?> list, int indent, boolean inline) {
        boolean first = inline;
        for (Object element : list) {
            if (!first) {
                indent(indent);
            }
            first = false;
            out.append("- ");
            switch (element) {
                case Map<?, ?> inner when !inner.isEmpty() -> map(inner, indent + 2, true);
                case List<?> inner when !inner.isEmpty() -> list(inner, indent + 2, true);
                case null, default -> {
                    scalar(element, indent);
                    out.append('\n');
                }
            }
        }
    }

    private void indent(int spaces) {
        out.repeat(' ', spaces);
    }

    private void scalar(@Nullable Object value, int indent) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> out.append("{}");
            case List<?> list -> out.append("[]");
            case Double number -> out.append(Scalars.number(number));
            case String text -> text(text, indent);
            default -> out.append(value);
        }
    }

    private void text(String text, int indent) {
        if (text.indexOf('\n') >= 0) {
            if (fitsBlock(text)) {
                block(text, indent);
            } else {
                quoted(text);
            }
        } else if (text.isEmpty() || YamlScalars.needsQuotes(text)) {
            quoted(text);
        } else if (fitsPlain(text)) {
            out.append(text);
        } else if (isPrintable(text)) {
            out.append('\'').append(text.replace("'", "''")).append('\'');
        } else {
            quoted(text);
        }
    }

    private static boolean fitsBlock(String text) {
        return isPrintable(text) && !text.contains(" \n") && !text.endsWith(" ") && !text.isBlank();
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n'
                        || (c >= 0x20 && c <= 0x7e)
                        || (c >= 0xa0 && c <= 0xd7ff && c != 0x2028 && c != 0x2029)
                        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
                        || c >= 0x10000);
    }

    /** The rules of YAML's emitter for an unquoted scalar outside of flow collections. */
    private static boolean fitsPlain(String text) {
        char first = text.charAt(0);
        if (!isPrintable(text)
                || first == ' '
                || text.endsWith(" ")
                || "#,[]{}&*!|>'\"%@`".indexOf(first) >= 0
                || text.startsWith("---")
                || text.startsWith("...")) {
            return false;
        }
        if ("?:-".indexOf(first) >= 0 && (text.length() == 1 || text.charAt(1) == ' ')) {
            return false;
        }
        return !text.contains(": ") && !text.endsWith(":") && !text.contains(" #");
    }

    private void block(String text, int indent) {
        out.append('|');
        if (text.charAt(0) == ' ' || text.charAt(0) == '\n') {
            out.append('2');
        }
        if (!text.endsWith("\n")) {
            out.append('-');
        } else if (text.endsWith("\n\n") || text.equals("\n")) {
            out.append('+');
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                indent(indent + 2);
                out.append(line);
            }
        }
    }

    private void quoted(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case 0 -> out.append("\\0");
                default -> {
                    if (isPrintable(Character.toString(c))) {
                        out.appendCodePoint(c);
                    } else if (c <= 0xff) {
                        out.append(String.format("\\x%02X", c));
                    } else {
                        out.append(String.format("\\u%04X", c));
                    }
                }
            }
        });
        out.append('"');
    }
}
