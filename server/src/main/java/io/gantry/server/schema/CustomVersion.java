package io.gantry.server.schema;

import io.gantry.api.CustomObject;
import io.gantry.api.CustomRules;
import io.gantry.api.Kind;
import io.gantry.api.apiextensions.v1.CustomResourceColumnDefinition;
import io.gantry.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.gantry.api.apiextensions.v1.CustomResourceSubresourceScale;
import io.gantry.api.apiextensions.v1.CustomResourceSubresources;
import io.gantry.api.apiextensions.v1.CustomResourceValidation;
import io.gantry.api.apiextensions.v1.JSONSchemaProps;
import io.gantry.api.apiextensions.v1.JSONSchemaPropsBuilder;
import io.gantry.api.apiextensions.v1.SelectableField;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.validation.FieldError;
import io.gantry.server.patch.RecordSchema;
import io.gantry.server.patch.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a custom resource as its definition declares it: for the API server what hangs off a custom kind, as the
 * field table off a built-in one. Immutable and thread-safe.
 */
public final class CustomVersion implements CustomRules {
    /** A version without a schema (only definitions older than v1 had such) keeps everything. */
    private static final JSONSchemaProps ANYTHING = JSONSchemaPropsBuilder.of()
            .type("object")
            .xKubernetesPreserveUnknownFields(true)
            .build();

    /**
     * A column of the resource's table.
     *
     * @param path null when it cannot be read: the cells stay empty
     */
    public record Column(
            String name,
            String type,
            String format,
            String description,
            int priority,
            @Nullable JsonPath path) {}

    private final CustomResourceDefinitionVersion version;
    private final SchemaNode root;
    private final Schema schema;
    private final SchemaValidator validator;
    private final List<Column> columns;
    private final List<String> selectable;
    private final boolean status;
    private final String storageVersion;
    private final String fingerprint;

    /**
     * @param storageVersion the name of the version that objects are stored in
     * @param fingerprint changes whenever the definition does
     */
    CustomVersion(CustomResourceDefinitionVersion version, String storageVersion, String fingerprint) {
        this.version = version;
        CustomResourceValidation validation = version.schema();
        JSONSchemaProps props = validation == null ? null : validation.openAPIV3Schema();
        this.root = SchemaNode.of(props == null ? ANYTHING : props);
        this.schema = CustomSchema.ofRoot(root);
        this.validator = new SchemaValidator(root);
        this.columns = columns(version.additionalPrinterColumns());
        this.selectable = version.selectableFields().stream()
                .map(SelectableField::jsonPath)
                .map(path -> path.startsWith(".") ? path.substring(1) : path)
                .toList();
        CustomResourceSubresources subresources = version.subresources();
        this.status = subresources != null && subresources.status() != null;
        this.storageVersion = storageVersion;
        this.fingerprint = fingerprint;
    }

    /** What a custom kind that this server serves was declared with. */
    public static CustomVersion of(Kind<?> kind) {
        if (kind.rules() instanceof CustomVersion version) {
            return version;
        }
        throw new IllegalArgumentException(kind + " was not made from a definition");
    }

    /** How patches see objects of any kind that this server serves. */
    public static Schema schemaOf(Kind<?> kind) {
        return kind.custom() ? of(kind).schema : RecordSchema.of(kind.type());
    }

    private static List<Column> columns(List<CustomResourceColumnDefinition> given) {
        List<Column> columns = new ArrayList<>();
        for (CustomResourceColumnDefinition column : given) {
            JsonPath path;
            try {
                path = JsonPath.parse(column.jsonPath());
            } catch (IllegalArgumentException e) {
                path = null; // as in Kubernetes, a path that cannot be followed leaves its column empty
            }
            columns.add(new Column(
                    column.name(),
                    column.type(),
                    text(column.format()),
                    text(column.description()),
                    column.priority() == null ? 0 : column.priority(),
                    path));
        }
        return List.copyOf(columns);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    public SchemaNode root() {
        return root;
    }

    /** The columns that the definition gives the resource's table; empty when it gives none. */
    public List<Column> columns() {
        return columns;
    }

    /** The fields, without a leading dot, that field selectors may name. */
    public List<String> selectable() {
        return selectable;
    }

    /** Where the numbers of the scale subresource are; null without one. */
    public @Nullable CustomResourceSubresourceScale scale() {
        CustomResourceSubresources subresources = version.subresources();
        return subresources == null ? null : subresources.scale();
    }

    /** Whether the status is a subresource of its own. */
    public boolean hasStatus() {
        return status;
    }

    /** What users of a deprecated version are warned of; null for others. */
    public @Nullable String deprecation(Kind<?> kind) {
        if (!Boolean.TRUE.equals(version.deprecated())) {
            return null;
        }
        String text = version.deprecationWarning();
        return text != null ? text : kind.apiVersion() + " " + kind.name() + " is deprecated";
    }

    /** The name of the version that objects are stored in. */
    public String storageVersion() {
        return storageVersion;
    }

    /** Changes whenever the definition does. */
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Map<String, Object> prune(Map<String, Object> content, @Nullable StrictErrors errors) {
        return Pruner.prune(root, content, errors);
    }

    @Override
    public Map<String, Object> complete(Map<String, Object> content) {
        return Pruner.complete(root, content);
    }

    @Override
    public List<FieldError> validate(CustomObject object, @Nullable CustomObject old, String subresource) {
        return validator.validate(object, old, status ? subresource : "");
    }
}
