package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Access to a resource.
 *
 * @param namespace Namespace to act in. Empty for cluster-wide resources, and otherwise for all namespaces.
 * @param verb Action, such as get, list, watch, create, update, patch or delete. An asterisk stands for all.
 * @param group API group of the resource. Empty for the core group; an asterisk stands for all.
 * @param version Version of the group. An asterisk stands for all.
 * @param resource Resource in the plural, such as pods. An asterisk stands for all.
 * @param subresource Subresource, such as log. Empty for none.
 * @param name Name of the one object. Empty for all.
 * @param fieldSelector Limits the access to objects with certain field values.
 * @param labelSelector Limits the access to objects with certain labels.
 */
@ApiType
public record ResourceAttributes(
        @Field(1) @Nullable String namespace,
        @Field(2) @Nullable String verb,
        @Field(3) @Nullable String group,
        @Field(4) @Nullable String version,
        @Field(5) @Nullable String resource,
        @Field(6) @Nullable String subresource,
        @Field(7) @Nullable String name,
        @Field(8) @Nullable FieldSelectorAttributes fieldSelector,
        @Field(9) @Nullable LabelSelectorAttributes labelSelector) {}
