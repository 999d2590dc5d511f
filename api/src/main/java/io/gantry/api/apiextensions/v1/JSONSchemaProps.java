package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Schema of a value: its type, its fields and what is valid. Follows JSON Schema, without some parts that custom
 * resources cannot use.
 *
 * @param id Identifier of the schema. Not allowed in custom resources.
 * @param schema Dialect of the schema. Not allowed in custom resources.
 * @param ref Reference to another schema. Not allowed in custom resources; write the schema out.
 * @param description Explains the value; shown by kubectl explain.
 * @param type Type of the value: object, array, string, integer, number or boolean.
 * @param format Finer form of the type, such as date-time, uuid or int64. Known forms are checked, others ignored.
 * @param title Short title of the value.
 * @param defaultValue Value to fill in where it is missing.
 * @param maximum Largest number allowed.
 * @param exclusiveMaximum Whether maximum itself is forbidden.
 * @param minimum Smallest number allowed.
 * @param exclusiveMinimum Whether minimum itself is forbidden.
 * @param maxLength Largest number of characters of a string.
 * @param minLength Smallest number of characters of a string.
 * @param pattern Regular expression that a string has to contain a match of.
 * @param maxItems Largest number of elements of an array.
 * @param minItems Smallest number of elements of an array.
 * @param uniqueItems Whether the elements of an array have to differ. True is not allowed in custom resources; use list
 *     type set.
 * @param multipleOf A number has to be a multiple of this.
 * @param enumValues The only values allowed.
 * @param maxProperties Largest number of fields of an object.
 * @param minProperties Smallest number of fields of an object.
 * @param required Names of the fields that an object must have.
 * @param items Schema of the elements of an array.
 * @param allOf The value has to fit all of these schemas.
 * @param oneOf The value has to fit exactly one of these schemas.
 * @param anyOf The value has to fit at least one of these schemas.
 * @param not The value must not fit this schema.
 * @param properties Schemas of the fields of an object, by name.
 * @param additionalProperties Schema of the fields not in properties, which makes the object a map; true allows any.
 * @param patternProperties Schemas of fields whose names match a pattern. Not allowed in custom resources.
 * @param dependencies What must be there if a given field is. Not allowed in custom resources.
 * @param additionalItems Schema of array elements beyond those listed. Not allowed in custom resources.
 * @param definitions Schemas for references. Not allowed in custom resources.
 * @param externalDocs Where to read more about the value.
 * @param example A value as an example.
 * @param nullable Whether null is allowed as the value. Defaults to false.
 * @param xKubernetesPreserveUnknownFields True keeps fields below this point that the schema does not contain. False is
 *     not allowed; leave it out.
 * @param xKubernetesEmbeddedResource Whether the value is itself an API object with apiVersion, kind and metadata,
 *     which are then checked as such.
 * @param xKubernetesIntOrString Whether both integers and strings are allowed, as for ports. Leave the type out then.
 * @param xKubernetesListMapKeys Fields that together identify an element of an array of list type map.
 * @param xKubernetesListType How changes to an array merge: atomic replaces it whole, set merges single values, map
 *     merges elements by their keys. Defaults to atomic.
 * @param xKubernetesMapType How changes to an object merge: granular field by field, atomic replaces it whole. Defaults
 *     to granular.
 * @param xKubernetesValidations Rules in CEL that the value has to fulfil.
 */
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
