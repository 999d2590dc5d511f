package io.gantry.server.schema;

import io.gantry.api.CustomObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.validation.FieldError;
import io.gantry.server.cel.SchemaExpressions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks objects against a schema, with Kubernetes' texts. In an update, what stands as it stood is not complained of, so
 * that a schema may become stricter without locking up the objects that are there (ratcheting). Thread-safe.
 */
final class SchemaValidator {
    /** Errors of a whole, not of a field: Kubernetes prints an absent path so. */
    private static final String NOWHERE = "<nil>";

    /** After these, an object may not be what its rules take for granted. */
    private static final Set<FieldError.Type> BLOCKING = Set.of(
            FieldError.Type.REQUIRED, FieldError.Type.TOO_LONG, FieldError.Type.TOO_MANY, FieldError.Type.TYPE_INVALID);

    /** Stands for an old value that cannot be told. */
    private static final Object UNKNOWN = new Object();

    private final SchemaNode root;
    private final boolean embeds;
    private final boolean keyed;
    private final boolean ruled;
    /** Compiled when the first object is checked: most definitions are read long before their objects are written. */
    private volatile @Nullable SchemaExpressions expressions;

    SchemaValidator(SchemaNode root) {
        this.root = root;
        this.embeds = root.any(SchemaNode::embedded);
        this.ruled = root.any(node -> !node.props().xKubernetesValidations().isEmpty());
        this.keyed = root.any(
                node -> node.listType().equals("set") || node.listType().equals("map"));
    }

    List<FieldError> validate(CustomObject object, @Nullable CustomObject old, String subresource) {
        Map<String, Object> tree = Tree.of(object);
        Object before = old == null ? UNKNOWN : Tree.of(old);
        List<FieldError> errors = new ArrayList<>();
        check(root, tree, before, "", errors);
        if (embeds) {
            EmbeddedObjects.check(root, object.content(), errors);
        }
        if (keyed) {
            keys(root, tree, before, "", errors);
        }
        if (ruled) {
            rules(tree, before, errors);
        }
        return errors;
    }

    private void rules(Map<String, Object> tree, Object before, List<FieldError> errors) {
        if (errors.stream().anyMatch(error -> BLOCKING.contains(error.type()))) {
            errors.add(new FieldError(
                    FieldError.Type.INVALID,
                    NOWHERE,
                    null,
                    "some validation rules were not checked because the object was invalid; "
                            + "correct the existing errors to complete validation"));
            return;
        }
        SchemaExpressions compiled = expressions;
        if (compiled == null) {
            compiled = SchemaExpressions.of(root);
            expressions = compiled; // made twice at worst
        }
        errors.addAll(compiled.validate(root, tree, before == UNKNOWN ? SchemaExpressions.UNKNOWN : before));
    }

    /** What is wrong with a single value; for defaults. */
    static List<FieldError> validateValue(SchemaNode node, @Nullable Object value, String path) {
        List<FieldError> errors = new ArrayList<>();
        check(node, value, UNKNOWN, path, errors);
        keys(node, value, UNKNOWN, path, errors);
        return errors;
    }

    private static void check(
            SchemaNode node, @Nullable Object value, @Nullable Object old, String path, List<FieldError> errors) {
        if (old != UNKNOWN && Tree.same(value, old)) {
            return;
        }
        if (value == null) {
            if (!node.nullable() && (!node.type().isEmpty() || node.intOrString())) {
                errors.add(wrongType(node, "null", path));
            }
            return;
        }
        type(node, value, path, errors);
        junctors(node, value, old, path, errors);
        switch (value) {
            case String text -> text(node, text, path, errors);
            case Number number -> number(node, number, path, errors);
            case List<?> list -> list(node, list, old, path, errors);
            case Map<?, ?> map -> {
                @SuppressWarnings("unchecked") // trees have string keys
                Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) map;
                object(node, fields, old, path, errors);
            }
            default -> {}
        }
        enumeration(node, value, path, errors);
    }

    // ---- types

    private static void type(SchemaNode node, Object value, String path, List<FieldError> errors) {
        String given = Values.type(value);
        boolean right = node.intOrString()
                ? given.equals("string") || given.equals("integer")
                : switch (node.type()) {
                    case "" -> true;
                    case "integer" ->
                        given.equals("integer")
                                || (value instanceof Double number
                                        && number == Math.rint(number)
                                        && !Double.isInfinite(number));
                    case "number" -> given.equals("number") || given.equals("integer");
                    default -> given.equals(node.type());
                };
        if (!right) {
            errors.add(wrongType(node, given, path));
        }
    }

    private static FieldError wrongType(SchemaNode node, String given, String path) {
        String wanted = node.intOrString() ? "integer,string" : node.type();
        return new FieldError(
                FieldError.Type.TYPE_INVALID,
                place(path),
                given,
                path + " in body must be of type " + wanted + ": \"" + given + '"');
    }

    private static String place(String path) {
        return path.isEmpty() ? NOWHERE : path;
    }

    private static void invalid(String path, Object value, String text, List<FieldError> errors) {
        errors.add(new FieldError(FieldError.Type.INVALID, place(path), value, path + " in body " + text));
    }

    // ---- values

    private static void text(SchemaNode node, String text, String path, List<FieldError> errors) {
        var props = node.props();
        long length = text.codePointCount(0, text.length());
        if (props.maxLength() != null && length > props.maxLength()) {
            errors.add(new FieldError(
                    FieldError.Type.TOO_LONG,
                    place(path),
                    text,
                    "may not be more than " + props.maxLength() + " bytes"));
        }
        if (props.minLength() != null && length < props.minLength()) {
            invalid(path, text, "should be at least " + props.minLength() + " chars long", errors);
        }
        if (!node.patternFault().isEmpty()) {
            String why = ", but pattern is invalid: " + node.patternFault();
            invalid(path, text, "should match '" + props.pattern() + why + "'", errors);
        } else if (node.pattern() != null && !node.pattern().matcher(text).find()) {
            invalid(path, text, "should match '" + props.pattern() + "'", errors);
        }
        if (!Formats.valid(node.format(), text)) {
            errors.add(new FieldError(
                    FieldError.Type.TYPE_INVALID,
                    place(path),
                    text,
                    path + " in body must be of type " + node.format() + ": " + FieldError.quote(text)));
        }
    }

    private static void number(SchemaNode node, Number number, String path, List<FieldError> errors) {
        var props = node.props();
        double value = number.doubleValue();
        Double factor = props.multipleOf();
        if (factor != null && factor != 0 && !multiple(number, factor)) {
            invalid(path, number, "should be a multiple of " + Values.number(factor), errors);
        }
        Double maximum = props.maximum();
        boolean below = Boolean.TRUE.equals(props.exclusiveMaximum());
        if (maximum != null && (below ? value >= maximum : value > maximum)) {
            invalid(
                    path,
                    number,
                    "should be less than " + (below ? "" : "or equal to ") + Values.number(maximum),
                    errors);
        }
        Double minimum = props.minimum();
        boolean above = Boolean.TRUE.equals(props.exclusiveMinimum());
        if (minimum != null && (above ? value <= minimum : value < minimum)) {
            invalid(
                    path,
                    number,
                    "should be greater than " + (above ? "" : "or equal to ") + Values.number(minimum),
                    errors);
        }
    }

    private static boolean multiple(Number number, double factor) {
        BigDecimal value = number instanceof Double d ? BigDecimal.valueOf(d) : BigDecimal.valueOf(number.longValue());
        return value.remainder(BigDecimal.valueOf(factor)).signum() == 0;
    }

    private static void enumeration(SchemaNode node, Object value, String path, List<FieldError> errors) {
        if (node.enumValues().isEmpty() || node.enumValues().stream().anyMatch(allowed -> Tree.same(allowed, value))) {
            return;
        }
        List<String> allowed = new ArrayList<>();
        for (Object each : node.enumValues()) {
            allowed.add(FieldError.quote(
                    each instanceof String text ? text : new String(Tree.toJson(each), StandardCharsets.UTF_8)));
        }
        errors.add(new FieldError(
                FieldError.Type.NOT_SUPPORTED, place(path), value, "supported values: " + String.join(", ", allowed)));
    }

    // ---- lists and objects

    private static void list(
            SchemaNode node, List<?> list, @Nullable Object old, String path, List<FieldError> errors) {
        var props = node.props();
        if (props.minItems() != null && list.size() < props.minItems()) {
            invalid(path, (long) list.size(), "should have at least " + props.minItems() + " items", errors);
        }
        if (props.maxItems() != null && list.size() > props.maxItems()) {
            tooMany(path, list.size(), props.maxItems(), errors);
        }
        if (Boolean.TRUE.equals(props.uniqueItems()) && Values.duplicate(list) >= 0) {
            invalid(path, list, "shouldn't contain duplicates", errors);
        }
        SchemaNode items = node.items();
        if (items == null) {
            return;
        }
        Map<Map<String, Object>, Object> before = Values.byKeys(node, old);
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            Object earlier = UNKNOWN;
            if (element instanceof Map<?, ?> map && !before.isEmpty()) {
                earlier = before.getOrDefault(Values.keysOf(node, map), UNKNOWN);
            }
            check(items, element, earlier, path + "[" + i + "]", errors);
        }
    }

    private static void tooMany(String path, int actual, long most, List<FieldError> errors) {
        errors.add(new FieldError(
                FieldError.Type.TOO_MANY,
                place(path),
                (long) actual,
                "must have at most " + most + (most == 1 ? " item" : " items")));
    }

    private static void object(
            SchemaNode node,
            Map<String, @Nullable Object> fields,
            @Nullable Object old,
            String path,
            List<FieldError> errors) {
        var props = node.props();
        if (props.minProperties() != null && fields.size() < props.minProperties()) {
            invalid(
                    path,
                    (long) fields.size(),
                    "should have at least " + props.minProperties() + " properties",
                    errors);
        }
        if (props.maxProperties() != null && fields.size() > props.maxProperties()) {
            tooMany(path, fields.size(), props.maxProperties(), errors);
        }
        for (String name : props.required()) {
            if (!fields.containsKey(name)) {
                errors.add(new FieldError(FieldError.Type.REQUIRED, join(path, name), FieldError.OMITTED, ""));
            }
        }
        fields.forEach((name, value) -> {
            SchemaNode child = node.child(name);
            if (child != null) {
                Object earlier = old instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : UNKNOWN;
                check(child, value, earlier, join(path, name), errors);
            } else if (node.closed()) {
                errors.add(new FieldError(
                        FieldError.Type.INVALID,
                        place(path),
                        "",
                        join(path, name) + " in body is a forbidden property"));
            }
        });
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    // ---- allOf, anyOf, oneOf, not

    private static void junctors(
            SchemaNode node, Object value, @Nullable Object old, String path, List<FieldError> errors) {
        if (!node.anyOf().isEmpty()) {
            Alternatives found = Alternatives.of(node.anyOf(), value, old, path);
            if (found.valid() == 0) {
                whole(path, "must validate at least one schema (anyOf)", errors);
                errors.addAll(found.closest());
            }
        }
        if (!node.oneOf().isEmpty()) {
            Alternatives found = Alternatives.of(node.oneOf(), value, old, path);
            if (node.broken() && node.oneOf().stream().anyMatch(SchemaNode::broken)) {
                // An alternative that nothing keeps to must not leave its place to another.
                whole(
                        path,
                        "must validate one and only one schema (oneOf), but one has a pattern that is invalid",
                        errors);
            } else if (found.valid() != 1) {
                whole(
                        path,
                        "must validate one and only one schema (oneOf). Found "
                                + (found.valid() == 0 ? "none valid" : found.valid() + " valid alternatives"),
                        errors);
                if (found.valid() == 0) {
                    errors.addAll(found.closest());
                }
            }
        }
        if (!node.allOf().isEmpty()) {
            int valid = 0;
            for (SchemaNode each : node.allOf()) {
                int size = errors.size();
                check(each, value, old, path, errors);
                valid += errors.size() == size ? 1 : 0;
            }
            if (valid < node.allOf().size()) {
                whole(path, "must validate all the schemas (allOf)" + (valid == 0 ? ". None validated" : ""), errors);
            }
        }
        if (node.not() != null) {
            List<FieldError> wanted = new ArrayList<>();
            check(node.not(), value, old, path, wanted);
            if (node.not().broken()) {
                // Nothing keeps to it, which must not let everything in.
                whole(path, "must not validate the schema (not), but it has a pattern that is invalid", errors);
            } else if (wanted.isEmpty()) {
                whole(path, "must not validate the schema (not)", errors);
            }
        }
    }

    private static void whole(String path, String text, List<FieldError> errors) {
        errors.add(new FieldError(FieldError.Type.INVALID, NOWHERE, "", "\"" + path + "\" " + text));
    }

    /**
     * @param valid how many of the schemas the value fulfils
     * @param closest the errors of the schema that it comes closest to
     */
    private record Alternatives(int valid, List<FieldError> closest) {
        static Alternatives of(List<SchemaNode> schemas, Object value, @Nullable Object old, String path) {
            int valid = 0;
            List<FieldError> closest = null;
            for (SchemaNode each : schemas) {
                List<FieldError> errors = new ArrayList<>();
                check(each, value, old, path, errors);
                if (errors.isEmpty()) {
                    valid++;
                } else if (closest == null || errors.size() < closest.size()) {
                    closest = errors;
                }
            }
            return new Alternatives(valid, closest == null ? List.of() : closest);
        }
    }

    // ---- list types

    private static void keys(
            SchemaNode node, @Nullable Object value, @Nullable Object old, String path, List<FieldError> errors) {
        if (old != UNKNOWN && Tree.same(value, old)) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                String name = (String) field.getKey();
                SchemaNode child = node.child(name);
                if (child != null) {
                    Object earlier =
                            old instanceof Map<?, ?> before && before.containsKey(name) ? before.get(name) : UNKNOWN;
                    String next = node.properties().containsKey(name) ? join(path, name) : path + "[" + name + "]";
                    keys(child, field.getValue(), earlier, next, errors);
                }
            }
        } else if (value instanceof List<?> list) {
            if (node.listType().equals("set")) {
                duplicates(list, path, errors);
            } else if (node.listType().equals("map")) {
                Map<Map<String, Object>, Object> seen = new HashMap<>();
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof Map<?, ?> element) {
                        Map<String, Object> keys = Values.keysOf(node, element);
                        if (seen.putIfAbsent(keys, element) != null) {
                            errors.add(new FieldError(
                                    FieldError.Type.DUPLICATE, path + "[" + i + "]", new TreeMap<>(keys), ""));
                        }
                    }
                }
            }
            SchemaNode items = node.items();
            for (int i = 0; items != null && i < list.size(); i++) {
                keys(items, list.get(i), UNKNOWN, path + "[" + i + "]", errors);
            }
        }
    }

    private static void duplicates(List<?> list, String path, List<FieldError> errors) {
        Set<Object> seen = new java.util.HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!seen.add(Values.comparable(list.get(i)))) {
                errors.add(new FieldError(FieldError.Type.DUPLICATE, path + "[" + i + "]", list.get(i), ""));
            }
        }
    }
}
