package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code JSONSchemaProps} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record JSONSchemaProps(
        @Field(1) @Nullable String id,
        @Field(value = 2, name = "$schema") @Nullable String schema,

        @Field(value = 3, name = "$ref", pointer = true) @Nullable
        String ref,

        @Field(4) @Nullable String description,
        @Field(5) @Nullable String type,
        @Field(6) @Nullable String format,
        @Field(7) @Nullable String title,
        @Field(value = 8, name = "default") @Nullable RawJson defaultValue,
        @Field(value = 9, pointer = true) @Nullable Double maximum,
        @Field(10) @Nullable Boolean exclusiveMaximum,
        @Field(value = 11, pointer = true) @Nullable Double minimum,
        @Field(12) @Nullable Boolean exclusiveMinimum,
        @Field(value = 13, pointer = true) @Nullable Long maxLength,
        @Field(value = 14, pointer = true) @Nullable Long minLength,
        @Field(15) @Nullable String pattern,
        @Field(value = 16, pointer = true) @Nullable Long maxItems,
        @Field(value = 17, pointer = true) @Nullable Long minItems,
        @Field(18) @Nullable Boolean uniqueItems,
        @Field(value = 19, pointer = true) @Nullable Double multipleOf,

        @Field(value = 20, name = "enum", listType = ListType.ATOMIC)
        List<RawJson> enumValues,

        @Field(value = 21, pointer = true) @Nullable Long maxProperties,
        @Field(value = 22, pointer = true) @Nullable Long minProperties,
        @Field(value = 23, listType = ListType.ATOMIC) List<String> required,
        @Field(24) @Nullable JSONSchemaPropsOrArray items,
        @Field(value = 25, listType = ListType.ATOMIC) List<JSONSchemaProps> allOf,
        @Field(value = 26, listType = ListType.ATOMIC) List<JSONSchemaProps> oneOf,
        @Field(value = 27, listType = ListType.ATOMIC) List<JSONSchemaProps> anyOf,
        @Field(28) @Nullable JSONSchemaProps not,
        @Field(29) Map<String, JSONSchemaProps> properties,
        @Field(30) @Nullable JSONSchemaPropsOrBool additionalProperties,
        @Field(31) Map<String, JSONSchemaProps> patternProperties,
        @Field(32) Map<String, JSONSchemaPropsOrStringArray> dependencies,
        @Field(33) @Nullable JSONSchemaPropsOrBool additionalItems,
        @Field(34) Map<String, JSONSchemaProps> definitions,
        @Field(35) @Nullable ExternalDocumentation externalDocs,
        @Field(36) @Nullable RawJson example,
        @Field(37) @Nullable Boolean nullable,

        @Field(value = 38, name = "x-kubernetes-preserve-unknown-fields", pointer = true) @Nullable
        Boolean xKubernetesPreserveUnknownFields,

        @Field(value = 39, name = "x-kubernetes-embedded-resource") @Nullable
        Boolean xKubernetesEmbeddedResource,

        @Field(value = 40, name = "x-kubernetes-int-or-string") @Nullable
        Boolean xKubernetesIntOrString,

        @Field(value = 41, name = "x-kubernetes-list-map-keys", listType = ListType.ATOMIC)
        List<String> xKubernetesListMapKeys,

        @Field(value = 42, name = "x-kubernetes-list-type", pointer = true) @Nullable
        String xKubernetesListType,

        @Field(value = 43, name = "x-kubernetes-map-type", pointer = true) @Nullable
        String xKubernetesMapType,

        @Field(
                value = 44,
                name = "x-kubernetes-validations",
                listType = ListType.MAP,
                mapKeys = "rule",
                merge = true,
                mergeKey = "rule")
        List<ValidationRule> xKubernetesValidations) {
    public JSONSchemaProps {
        enumValues = Immutable.list(enumValues);
        required = Immutable.list(required);
        allOf = Immutable.list(allOf);
        oneOf = Immutable.list(oneOf);
        anyOf = Immutable.list(anyOf);
        properties = Immutable.map(properties);
        patternProperties = Immutable.map(patternProperties);
        dependencies = Immutable.map(dependencies);
        definitions = Immutable.map(definitions);
        xKubernetesListMapKeys = Immutable.list(xKubernetesListMapKeys);
        xKubernetesValidations = Immutable.list(xKubernetesValidations);
    }
}
