package io.gantry.api.processor;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the checks of one field. A field that is absent is asked for nothing but to be there; of a list, checks of values are
 * checks of its elements.
 */
final class FieldChecks {
    private static final Set<String> OF_VALUES = Set.of("EnumOf", "Minimum", "Maximum", "Range", "MaxLength", "Format");

    private final Component component;
    private final boolean entered;
    private final Map<String, Annotation> checks;
    private final String path;

    /** @param entered whether the records that the field holds are checked too */
    FieldChecks(Component component, boolean entered) {
        this.component = component;
        this.entered = entered;
        this.checks = component.checks();
        this.path = "path.child(" + Names.quote(component.jsonName()) + ")";
    }

    /** Whether anything is asked of the field itself. */
    static boolean has(Component component) {
        return component.checks().keySet().stream().anyMatch(name -> !name.equals("ByHand") && !name.equals("Member"));
    }

    /** The declarations of the constants that the checks use. */
    String constants() {
        Annotation values = checks.get("EnumOf");
        return values == null
                ? ""
                : "    private static final java.util.List<String> " + Names.constant(component.name())
                        + " =\n            java.util.List.of(" + values.stringArguments("value") + ");\n";
    }

    /** The statements; empty when the field is not checked. */
    String source() {
        String given = given();
        Annotation required = checks.get("Required");
        if (required == null && given.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("        {\n            var it = record.")
                .append(component.name())
                .append("();\n");
        String indent = " ".repeat(12);
        if (required != null) {
            out.append(indent)
                    .append("if (")
                    .append(absent(required.flag("blank")))
                    .append(") {\n                errors.required(")
                    .append(path)
                    .append(", ")
                    .append(Names.quote(required.string("value")))
                    .append(");\n            }");
            if (given.isEmpty()) {
                out.append('\n');
            } else {
                out.append(" else {\n").append(given).append(indent).append("}\n");
            }
        } else if (present().isEmpty()) {
            out.append(given);
        } else {
            out.append(indent)
                    .append("if (")
                    .append(present())
                    .append(") {\n")
                    .append(given)
                    .append(indent)
                    .append("}\n");
        }
        return out.append("        }\n").toString();
    }

    private String absent(boolean blank) {
        String nothing = component.nullable() ? "it == null" : "";
        if (component.container().equals("SINGLE")) {
            switch (component.kind()) {
                case "STRING" -> {
                    // Kubernetes tells an empty text from none where it holds the field by a pointer.
                    if (component.field().flag("pointer")) {
                        return nothing;
                    }
                    String empty = blank ? "it.isBlank()" : "it.isEmpty()";
                    return nothing.isEmpty() ? empty : nothing + " || " + empty;
                }
                case "INT32", "INT64" -> {
                    return component.primitive() ? "it == 0" : nothing;
                }
                default -> {
                    return nothing;
                }
            }
        }
        return "it.isEmpty()";
    }

    /** When there is a value to look at; empty when there always is. */
    private String present() {
        Annotation format = checks.get("Format");
        boolean orEmpty = format != null && format.flag("orEmpty");
        boolean text =
                component.kind().equals("STRING") && component.container().equals("SINGLE");
        if (!component.nullable()) {
            return text && orEmpty ? "!it.isEmpty()" : "";
        }
        return text && (orEmpty || !component.field().flag("pointer")) ? "it != null && !it.isEmpty()" : "it != null";
    }

    /** What is asked of a value that is there. */
    private String given() {
        String indent = " ".repeat(16);
        return switch (component.container()) {
            case "LIST" -> list(indent);
            case "MAP" -> map(indent);
            default -> values("it", path, indent) + (entered ? enter("it", path, indent) : "");
        };
    }

    private String enter(String value, String place, String indent) {
        return indent + Names.checks(String.valueOf(component.child())) + ".check(" + value + ", " + place
                + ", errors);\n";
    }

    private String list(String indent) {
        StringBuilder out = new StringBuilder();
        String elements = "";
        if (entered || checks.keySet().stream().anyMatch(OF_VALUES::contains)) {
            String inner = indent + "    ";
            Annotation values = checks.get("EnumOf");
            String place = values == null || values.flagOr("numbered", true) ? path + ".index(i)" : path;
            elements = indent + "for (int i = 0; i < it.size(); i++) {\n"
                    + values("it.get(i)", place, inner)
                    + (entered ? enter("it.get(i)", path + ".index(i)", inner) : "")
                    + indent + "}\n";
        }
        Annotation most = checks.get("MaxItems");
        if (most != null) {
            String message = most.string("message");
            String report = message.isEmpty()
                    ? "errors.tooMany(" + path + ", it.size(), " + most.number("value") + ")"
                    : "errors.invalid(" + path + ", it, " + Names.quote(message) + ")";
            out.append(indent)
                    .append("if (it.size() > ")
                    .append(most.number("value"))
                    .append(") {\n    ")
                    .append(indent)
                    .append(report)
                    .append(";\n")
                    .append(indent)
                    .append("}");
            if (most.flag("alone") && !elements.isEmpty()) {
                return out.append(" else {\n")
                        .append(elements)
                        .append(indent)
                        .append("}\n")
                        .toString();
            }
            out.append('\n');
        }
        return out.append(elements).toString();
    }

    private String map(String indent) {
        StringBuilder out = new StringBuilder(values("it", path, indent));
        Annotation key = checks.get("EachKey");
        if (key != null) {
            out.append(indent)
                    .append("for (String key : it.keySet()) {\n    ")
                    .append(indent)
                    .append("Formats.")
                    .append(Names.method(key.constant("value", "")))
                    .append("(key, ")
                    .append(path)
                    .append(".key(key), errors);\n")
                    .append(indent)
                    .append("}\n");
        }
        if (entered) {
            out.append(indent)
                    .append("for (var entry : it.entrySet()) {\n")
                    .append(enter("entry.getValue()", path + ".key(entry.getKey())", indent + "    "))
                    .append(indent)
                    .append("}\n");
        }
        return out.toString();
    }

    private String values(String it, String place, String indent) {
        StringBuilder out = new StringBuilder();
        Annotation one = checks.get("EnumOf");
        if (one != null) {
            String constant = Names.constant(component.name());
            refuse(
                    out,
                    indent,
                    "!" + constant + ".contains(" + it + ")",
                    one.string("message").isEmpty()
                            ? "errors.notSupported(" + place + ", " + it + ", " + constant + ")"
                            : invalid(it, place, one.string("message")));
        }
        Annotation least = checks.get("Minimum");
        if (least != null) {
            long bound = least.longNumber("value");
            refuse(
                    out,
                    indent,
                    it + " < " + number(bound),
                    invalid(it, place, or(least, "must be greater than or equal to " + bound)));
        }
        Annotation most = checks.get("Maximum");
        if (most != null) {
            long bound = most.longNumber("value");
            refuse(
                    out,
                    indent,
                    it + " > " + number(bound),
                    invalid(it, place, or(most, "must be less than or equal to " + bound)));
        }
        Annotation range = checks.get("Range");
        if (range != null) {
            long min = range.longNumber("min");
            long max = range.longNumber("max");
            refuse(
                    out,
                    indent,
                    it + " < " + number(min) + " || " + it + " > " + number(max),
                    invalid(it, place, or(range, "must be between " + min + " and " + max + ", inclusive")));
        }
        Annotation length = checks.get("MaxLength");
        if (length != null) {
            int max = length.number("value");
            refuse(out, indent, it + ".length() > " + max, "errors.tooLong(" + place + ", " + max + ")");
        }
        Annotation format = checks.get("Format");
        List<String> formats = format == null ? List.of() : format.constants("value");
        for (String each : formats) {
            out.append(indent)
                    .append("Formats.")
                    .append(Names.method(each))
                    .append("(")
                    .append(it)
                    .append(", ")
                    .append(place)
                    .append(", errors);\n");
        }
        return out.toString();
    }

    private static String or(Annotation check, String message) {
        String given = check.string("message");
        return given.isEmpty() ? message : given;
    }

    private static String number(long bound) {
        return bound + "L";
    }

    private static String invalid(String it, String place, String message) {
        return "errors.invalid(" + place + ", " + it + ", " + Names.quote(message) + ")";
    }

    private static void refuse(StringBuilder out, String indent, String condition, String report) {
        out.append(indent)
                .append("if (")
                .append(condition)
                .append(") {\n    ")
                .append(indent)
                .append(report)
                .append(";\n")
                .append(indent)
                .append("}\n");
    }
}
