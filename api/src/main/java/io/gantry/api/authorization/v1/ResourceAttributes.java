package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceAttributes} of {@code authorization.k8s.io/v1}. */
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
