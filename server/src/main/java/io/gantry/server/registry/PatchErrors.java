package io.gantry.server.registry;

import static java.util.Objects.requireNonNullElse;

import io.gantry.api.Kind;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import io.gantry.client.Patch;
import io.gantry.server.patch.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Kubernetes says of a patch whose outcome does not fit the type. Each format goes through another reader there, and
 * each reader has words of its own. Pure.
 */
final class PatchErrors {
    private static final Pattern MISMATCH = Pattern.compile(
            "json: cannot unmarshal (\\S+)(?: \\S+)? into Go struct field [^.]+\\.(\\S+) of type (\\S+)");
    private static final Pattern STRICT = Pattern.compile("(?:unknown|duplicate) field \"(.*)\"");
    private static final Pattern STEP = Pattern.compile("([^.\\[]+)(?:\\[(\\d+)])?");

    private PatchErrors() {}

    /** The patch itself cannot be read. */
    static StatusException unreadable(Patch.Type type, @Nullable String why) {
        String prefix = switch (type) {
            case JSON, MERGE -> "error decoding patch: ";
            case STRATEGIC -> "";
            case APPLY -> "error decoding YAML: ";
        };
        return StatusException.badRequest(prefix + requireNonNullElse(why, "it cannot be read"));
    }

    /**
     * The patched object cannot be read as its type.
     *
     * @param shown the outcome of a JSON or merge patch, and the strategic patch itself
     */
    static StatusException misfit(Patch.Type type, @Nullable Object shown, @Nullable String why) {
        String detail = requireNonNullElse(why, "it cannot be read as the resource's type");
        Violations violations = new Violations();
        violations.invalid(
                "patch",
                type == Patch.Type.STRATEGIC
                        ? GoText.tree(shown)
                        : new String(Tree.toJson(shown), StandardCharsets.UTF_8),
                type == Patch.Type.STRATEGIC ? converted(detail) : detail);
        return StatusException.invalid("", "", "", violations.causes());
    }

    /** Go's decoder and its converter from trees complain of the same thing in different words. */
    private static String converted(String detail) {
        Matcher mismatch = MISMATCH.matcher(detail);
        if (!mismatch.matches()) {
            return detail;
        }
        String given = switch (mismatch.group(1)) {
            case "number" -> "int64";
            case "array" -> "slice";
            case "object" -> "map";
            default -> mismatch.group(1);
        };
        String wanted = mismatch.group(3);
        if (wanted.startsWith("[]")) {
            return "cannot restore slice from " + given;
        }
        if (wanted.startsWith("map[")) {
            return "cannot restore map from " + given;
        }
        if (given.equals("int64") && wanted.equals("string")) {
            return "cannot convert int64 to string";
        }
        return wanted.indexOf('.') > 0 ? "cannot restore struct from: " + given : "unrecognized type: " + wanted;
    }

    /** An applied configuration with a value of another type than its field's. */
    static StatusException untyped(
            Kind<?> kind, Schema schema, Map<String, @Nullable Object> config, DecodeException cause) {
        String message = requireNonNullElse(cause.getMessage(), "it cannot be read as the resource's type");
        Matcher mismatch = MISMATCH.matcher(message);
        if (!mismatch.matches()) {
            return notTyped(kind, config, message);
        }
        String wanted = mismatch.group(3);
        Object given = at(config, mismatch.group(2));
        String path = typedPath(schema, config, mismatch.group(2));
        if (given instanceof Map<?, ?> map && !wanted.startsWith("[]") && !wanted.startsWith("map[")) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (wanted.equals("string") && !(entry.getValue() instanceof String)) {
                    path += "." + entry.getKey(); // Go's decoder names the map, the typed reader the value in it
                    given = entry.getValue();
                    break;
                }
            }
        }
        return notTyped(kind, config, path + ": " + expectation(wanted, given));
    }

    private static String expectation(String wanted, @Nullable Object given) {
        if (wanted.startsWith("[]")) {
            return "expected list, got &{" + GoText.tree(given) + "}";
        }
        if (wanted.startsWith("map[") || wanted.indexOf('.') > 0) {
            return "expected map, got &{" + GoText.tree(given) + "}";
        }
        if (wanted.equals("string") || wanted.equals("bool")) {
            return "expected " + (wanted.equals("bool") ? "boolean" : wanted) + ", got &value.valueUnstructured{Value:"
                    + GoText.syntax(given) + "}";
        }
        return "expected numeric (int or float), got " + GoText.type(given);
    }

    private static @Nullable Object at(Map<String, @Nullable Object> config, String dotted) {
        Object tree = config;
        Matcher step = STEP.matcher(dotted);
        while (step.find()) {
            tree = tree instanceof Map<?, ?> map ? map.get(step.group(1)) : null;
            if (step.group(2) != null) {
                int index = Integer.parseInt(step.group(2));
                tree = tree instanceof List<?> list && index < list.size() ? list.get(index) : null;
            }
        }
        return tree;
    }

    /** A configuration of something else than the URL names. */
    static StatusException otherType(@Nullable Object apiVersion, @Nullable Object kind) {
        boolean versioned = apiVersion instanceof String text && !text.isEmpty();
        return StatusException.badRequest("invalid object type: "
                + (versioned && !String.valueOf(apiVersion).contains("/") ? "/" : "")
                + (versioned ? apiVersion : "/")
                + ", Kind=" + (kind == null ? "" : kind));
    }

    /** An applied configuration with fields that the type does not have: Kubernetes never lets it pass. */
    static StatusException undeclared(
            Kind<?> kind, Schema schema, Map<String, @Nullable Object> config, StrictErrors errors) {
        List<String> texts = new ArrayList<>();
        for (String error : errors.list()) {
            Matcher strict = STRICT.matcher(error);
            if (strict.matches()) {
                texts.add(typedPath(schema, config, strict.group(1)) + ": field not declared in schema");
            }
        }
        return notTyped(kind, config, texts);
    }

    static StatusException notTyped(Kind<?> kind, Map<String, @Nullable Object> config, List<String> texts) {
        return notTyped(
                kind, config, texts.size() == 1 ? texts.getFirst() : "errors:\n  " + String.join("\n  ", texts));
    }

    /** Kubernetes answers 500 here, without a reason. */
    private static StatusException notTyped(Kind<?> kind, Map<String, @Nullable Object> config, String why) {
        Map<?, ?> metadata = config.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        Object namespace = metadata.get("namespace");
        Object name = metadata.get("name");
        return StatusException.of(
                500,
                "",
                "failed to create typed patch object (" + (namespace == null ? "" : namespace) + "/"
                        + (name == null ? "" : name) + "; " + (kind.group().isEmpty() ? "/" : "") + kind.apiVersion()
                        + ", Kind=" + kind.name() + "): " + why);
    }

    /** {@code spec.containers[0].x} as {@code .spec.containers[name="web"].x}, by the keys of the lists on the way. */
    private static String typedPath(Schema root, Map<String, @Nullable Object> config, String dotted) {
        StringBuilder path = new StringBuilder();
        Schema schema = root;
        Object tree = config;
        Matcher step = STEP.matcher(dotted);
        while (step.find()) {
            path.append('.').append(step.group(1));
            schema = schema == null ? null : schema.field(step.group(1));
            tree = tree instanceof Map<?, ?> map ? map.get(step.group(1)) : null;
            if (step.group(2) != null) {
                int index = Integer.parseInt(step.group(2));
                tree = tree instanceof List<?> list && index < list.size() ? list.get(index) : null;
                path.append(keyed(schema, tree, index));
                schema = schema == null ? null : schema.element();
            }
        }
        return path.toString();
    }

    private static String keyed(@Nullable Schema list, @Nullable Object element, int index) {
        if (list == null || list.form() != Schema.Form.KEYED_LIST || !(element instanceof Map<?, ?> fields)) {
            return "[" + index + "]";
        }
        List<String> keys = new ArrayList<>();
        for (String key : list.keys().stream().sorted().toList()) {
            Object value = fields.get(key) == null ? list.keyDefault(key) : fields.get(key);
            if (value != null) {
                keys.add(key + "=" + (value instanceof String text ? GoText.quoted(text) : value));
            }
        }
        return "[" + String.join(",", keys) + "]";
    }
}
