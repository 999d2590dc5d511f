package io.gantry.server.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Why an evaluation came to no value, in the words of cel-go, which Kubernetes hands on without the place. Pure. */
final class RunErrors {
    private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at <input>:([0-9]+))?: ");
    private static final Pattern FIELD =
            Pattern.compile("^(?:key '(.*)' is not present in map|Error resolving field '(.*?)'\\.)");
    private static final Pattern FUNCTION = Pattern.compile("^No matching overload for function '([^']*)'");
    private static final Pattern RANGE = Pattern.compile("\\[(-?[0-9]+), (-?[0-9]+)\\) out of bounds");
    private static final Pattern LAST_NUMBER = Pattern.compile("(-?[0-9]+)$");

    private static final Set<String> COMPARED = Set.of(
            "bool",
            "bytes",
            "double",
            "google.protobuf.Duration",
            "google.protobuf.Timestamp",
            "int",
            "string",
            "uint");
    private static final Set<String> NUMBERS = Set.of("double", "int", "uint");

    /** The types that know of each operator; the others compare. */
    private static final Map<String, Set<String>> KNOWN_TO = Map.of(
            "_+_",
            Set.of(
                    "bytes",
                    "double",
                    "google.protobuf.Duration",
                    "google.protobuf.Timestamp",
                    "int",
                    "list",
                    "string",
                    "uint"),
            "_-_",
            Set.of("double", "google.protobuf.Duration", "google.protobuf.Timestamp", "int", "uint"),
            "_*_",
            NUMBERS,
            "_/_",
            NUMBERS,
            "_%_",
            Set.of("int", "uint"),
            "-_",
            Set.of("bool", "double", "google.protobuf.Duration", "int"));

    private final CelAbstractSyntaxTree tree;
    private final @Nullable Object last;
    private final String plain;
    private final @Nullable CelExpr call;
    private final Supplier<Map<Long, Object>> values;

    private RunErrors(
            String message, CelAbstractSyntaxTree tree, @Nullable Object last, Supplier<Map<Long, Object>> values) {
        this.tree = tree;
        this.values = values;
        this.last = last;
        Matcher place = PLACE.matcher(message);
        boolean placed = place.find();
        this.plain = placed ? message.substring(place.end()) : message;
        this.call = placed && place.group(1) != null ? callAt(Integer.parseInt(place.group(1))) : null;
    }

    /**
     * @param last the value that was computed last; null for none
     * @param values what each part came to, by its id; asked for when the text needs it
     */
    static String text(
            CelEvaluationException e,
            CelAbstractSyntaxTree tree,
            @Nullable Object last,
            Supplier<Map<Long, Object>> values) {
        if (e.getCause() instanceof IllegalArgumentException own && own.getMessage() != null) {
            return own.getMessage(); // one of our functions says what is wrong
        }
        return new RunErrors(String.valueOf(e.getMessage()), tree, last, values).text(e);
    }

    private String text(CelEvaluationException e) {
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "no such key: " + key();
            case OVERLOAD_NOT_FOUND -> overload();
            case DIVIDE_BY_ZERO -> function().equals("_%_") ? "modulus by zero" : "division by zero";
            case NUMERIC_OVERFLOW -> overflow();
            default -> other();
        };
    }

    private String key() {
        Matcher field = FIELD.matcher(plain);
        if (!field.find()) {
            return plain;
        }
        return field.group(1) != null ? field.group(1) : field.group(2);
    }

    /** Operators name themselves only when the value on their left knows nothing of them; functions name their arguments too. */
    private String overload() {
        Matcher function = FUNCTION.matcher(plain);
        String name = function.find() ? function.group(1) : "";
        if (call == null || name.equals("@in") || name.equals("_[_]") || name.equals("!_")) {
            return "no such overload";
        }
        if (name.equals("size")) {
            return "no such overload: size";
        }
        List<String> types = argumentTypes(call);
        if (name.equals("matches")) {
            return types.getFirst().equals("string") ? "no such overload" : "no such overload: matches";
        }
        if (name.indexOf('_') < 0) {
            return "no such overload: " + name + "(" + String.join(", ", types) + ")";
        }
        return KNOWN_TO.getOrDefault(name, COMPARED).contains(types.getFirst())
                ? "no such overload"
                : "no such overload: " + name;
    }

    private List<String> argumentTypes(CelExpr of) {
        Map<Long, Object> known = values.get();
        List<CelExpr> arguments = new ArrayList<>();
        of.call().target().ifPresent(arguments::add);
        arguments.addAll(of.call().args());
        return arguments.stream()
                .map(each -> each.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        ? TypeNames.of(tree.getType(each.id()).orElse(SimpleType.DYN))
                        : TypeNames.ofValue(known.get(each.id())))
                .toList();
    }

    private String overflow() {
        CelKind kind = call == null
                ? CelKind.INT
                : tree.getType(call.id()).map(CelType::kind).orElse(CelKind.INT);
        return switch (kind) {
            case UINT -> "unsigned integer overflow";
            case DURATION -> "duration overflow";
            case TIMESTAMP -> "timestamp overflow";
            default -> "integer overflow";
        };
    }

    private String other() {
        if (plain.startsWith("Index out of bounds: ")) {
            return "index" + plain.substring("Index".length());
        }
        if (plain.startsWith("expected boolean value, ")) {
            return "no such overload";
        }
        if (plain.startsWith("expected a list or a map for iteration range")) {
            return "got 'types." + goType() + "', expected iterable type";
        }
        if (plain.startsWith("Function 'optional_value' failed")) {
            return "optional.none() dereference";
        }
        if (plain.startsWith("Function 'int64_to_timestamp' failed")) {
            return "timestamp overflow";
        }
        if (plain.startsWith("Unknown time-zone ID: ")) {
            return "unknown time zone " + plain.substring("Unknown time-zone ID: ".length());
        }
        if (plain.startsWith("substring failure: ")) {
            return substring();
        }
        Matcher number = LAST_NUMBER.matcher(plain);
        if (plain.contains(" failure: ") && plain.contains("out of range: ") && number.find()) {
            return "index out of range: " + number.group(1);
        }
        return converted() != null && !plain.startsWith("invalid UTF-8") ? conversion() : plain;
    }

    private String substring() {
        Matcher range = RANGE.matcher(plain);
        if (!range.find()) {
            return plain;
        }
        long start = Long.parseLong(range.group(1));
        long end = Long.parseLong(range.group(2));
        boolean both = nodes().stream()
                .anyMatch(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL
                        && node.call().function().equals("substring")
                        && node.call().args().size() == 2);
        if (!both) {
            return "index out of range: " + start;
        }
        return start > end
                ? "invalid substring range. start: " + start + ", end: " + end
                : "index out of range: " + (start < 0 ? start : end);
    }

    /** The type that the call that failed makes of others; null when it is none of those that do. */
    private @Nullable String converted() {
        return switch (function()) {
            case "int", "uint", "double", "bool", "string", "bytes" -> function();
            case "duration" -> "google.protobuf.Duration";
            case "timestamp" -> "google.protobuf.Timestamp";
            default -> null;
        };
    }

    private String conversion() {
        return "type conversion error from '" + TypeNames.ofValue(last) + "' to '" + converted() + "'";
    }

    private String goType() {
        return switch (TypeNames.ofValue(last)) {
            case "google.protobuf.Duration" -> "Duration";
            case "google.protobuf.Timestamp" -> "Timestamp";
            case "null_type" -> "Null";
            case String name -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }

    private String function() {
        return call == null ? "" : call.call().function();
    }

    private List<CelExpr> nodes() {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(node -> node.expr())
                .toList();
    }

    private @Nullable CelExpr callAt(int offset) {
        for (CelExpr node : nodes()) {
            Integer position = tree.getSource().getPositionsMap().get(node.id());
            if (node.getKind() == CelExpr.ExprKind.Kind.CALL && position != null && position == offset) {
                return node;
            }
        }
        return null;
    }
}
