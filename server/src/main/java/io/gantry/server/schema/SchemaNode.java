package io.gantry.server.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.gantry.api.apiextensions.v1.JSONSchemaProps;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsOrArray;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsOrBool;
import io.gantry.api.codec.Tree;
import io.gantry.api.types.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place of a schema, compiled: what is written down as text (enums, defaults, patterns) is parsed once. Immutable and
 * thread-safe.
 */
public final class SchemaNode {
    private final JSONSchemaProps props;
    private final Map<String, SchemaNode> properties;
    private final @Nullable SchemaNode items;
    private final @Nullable SchemaNode additional;
    private final List<SchemaNode> allOf;
    private final List<SchemaNode> anyOf;
    private final List<SchemaNode> oneOf;
    private final @Nullable SchemaNode not;
    private final List<@Nullable Object> enumValues;
    private final @Nullable Pattern pattern;
    private final String patternFault;
    private final boolean broken;
    private final @Nullable Object defaultValue;
    private final boolean hasDefaults;

    private SchemaNode(JSONSchemaProps props) {
        this.props = props;
        Map<String, SchemaNode> children =
                LinkedHashMap.newLinkedHashMap(props.properties().size());
        props.properties().forEach((name, child) -> children.put(name, new SchemaNode(child)));
        this.properties = Map.copyOf(children);
        JSONSchemaPropsOrArray each = props.items();
        this.items = each == null || each.schema() == null ? null : new SchemaNode(each.schema());
        JSONSchemaPropsOrBool others = props.additionalProperties();
        this.additional = others == null || others.schema() == null ? null : new SchemaNode(others.schema());
        this.allOf = all(props.allOf());
        this.anyOf = all(props.anyOf());
        this.oneOf = all(props.oneOf());
        this.not = props.not() == null ? null : new SchemaNode(props.not());
        List<@Nullable Object> values = new ArrayList<>();
        for (RawJson value : props.enumValues()) {
            values.add(Tree.parseJson(value.shared()));
        }
        this.enumValues = java.util.Collections.unmodifiableList(values);
        Pattern compiled = null;
        String fault = "";
        try {
            compiled = props.pattern() == null || props.pattern().isEmpty() ? null : Pattern.compile(props.pattern());
        } catch (PatternSyntaxException e) {
            fault = String.valueOf(e.getMessage());
        }
        this.pattern = compiled;
        this.patternFault = fault;
        this.broken = !fault.isEmpty() || below().anyMatch(SchemaNode::broken);
        RawJson given = props.defaultValue();
        this.defaultValue = given == null ? null : Tree.parseJson(given.shared());
        this.hasDefaults = defaultValue != null
                || properties.values().stream().anyMatch(SchemaNode::hasDefaults)
                || (items != null && items.hasDefaults)
                || (additional != null && additional.hasDefaults);
    }

    /** Compiles a schema; a pattern in it that does not compile is kept as {@link #patternFault}. */
    public static SchemaNode of(JSONSchemaProps props) {
        return new SchemaNode(props);
    }

    private static List<SchemaNode> all(List<JSONSchemaProps> schemas) {
        return schemas.stream().map(SchemaNode::new).toList();
    }

    private Stream<SchemaNode> below() {
        return Stream.of(
                        properties.values().stream(),
                        Stream.of(items, additional, not).filter(Objects::nonNull),
                        allOf.stream(),
                        anyOf.stream(),
                        oneOf.stream())
                .flatMap(each -> each);
    }

    /** The schema as it was written. */
    public JSONSchemaProps props() {
        return props;
    }

    /** {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code boolean}, or empty. */
    public String type() {
        return props.type() == null ? "" : props.type();
    }

    public String format() {
        return props.format() == null ? "" : props.format();
    }

    public boolean nullable() {
        return Boolean.TRUE.equals(props.nullable());
    }

    /** Whether fields that the schema does not name are kept. */
    public boolean preservesUnknown() {
        return Boolean.TRUE.equals(props.xKubernetesPreserveUnknownFields());
    }

    /** Whether the value is a whole object with apiVersion, kind and metadata. */
    public boolean embedded() {
        return Boolean.TRUE.equals(props.xKubernetesEmbeddedResource());
    }

    public boolean intOrString() {
        return Boolean.TRUE.equals(props.xKubernetesIntOrString());
    }

    public Map<String, SchemaNode> properties() {
        return properties;
    }

    public @Nullable SchemaNode items() {
        return items;
    }

    /** The schema of a map's values; null when there is none or any value is allowed. */
    public @Nullable SchemaNode additional() {
        return additional;
    }

    /** Whether {@code additionalProperties} is given and allows others at all. */
    public boolean isMap() {
        JSONSchemaPropsOrBool others = props.additionalProperties();
        return others != null && (additional != null || Boolean.TRUE.equals(others.allows()));
    }

    /** Whether {@code additionalProperties: false} forbids others. */
    public boolean closed() {
        JSONSchemaPropsOrBool others = props.additionalProperties();
        return others != null && additional == null && !Boolean.TRUE.equals(others.allows());
    }

    public List<SchemaNode> allOf() {
        return allOf;
    }

    public List<SchemaNode> anyOf() {
        return anyOf;
    }

    public List<SchemaNode> oneOf() {
        return oneOf;
    }

    public @Nullable SchemaNode not() {
        return not;
    }

    /** The allowed values as trees; empty when any is allowed. */
    public List<@Nullable Object> enumValues() {
        return enumValues;
    }

    /** Null when there is none, or when it does not compile. */
    public @Nullable Pattern pattern() {
        return pattern;
    }

    /**
     * Why the pattern does not compile, so that no text keeps to it; empty when it does, and when there is none. Definitions
     * with such a pattern are refused, so this one comes from another time.
     */
    public String patternFault() {
        return patternFault;
    }

    /** Whether there is a {@link #patternFault} here or below. */
    public boolean broken() {
        return broken;
    }

    /** The default as a tree that nobody may change; null if there is none. */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /** Whether a default stands here or below. */
    public boolean hasDefaults() {
        return hasDefaults;
    }

    /** {@code atomic}, {@code set}, {@code map}, or empty. */
    public String listType() {
        return props.xKubernetesListType() == null ? "" : props.xKubernetesListType();
    }

    public List<String> mapKeys() {
        return props.xKubernetesListMapKeys();
    }

    public boolean atomicMap() {
        return "atomic".equals(props.xKubernetesMapType());
    }

    /** The schema of a field or of a map's value; null when the schema does not know it. */
    public @Nullable SchemaNode child(String name) {
        SchemaNode property = properties.get(name);
        return property != null ? property : additional;
    }

    /** Whether anything at or below this place, in the structure of the schema, fulfils a condition. */
    public boolean any(Function<SchemaNode, Boolean> condition) {
        return condition.apply(this)
                || properties.values().stream().anyMatch(child -> child.any(condition))
                || (items != null && items.any(condition))
                || (additional != null && additional.any(condition));
    }
}
