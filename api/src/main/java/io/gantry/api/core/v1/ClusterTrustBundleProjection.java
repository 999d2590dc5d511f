package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ClusterTrustBundleProjection} of {@code v1}. */
@ApiType
public record ClusterTrustBundleProjection(
        @Field(value = 1, pointer = true) @Nullable String name,
        @Field(value = 2, pointer = true) @Nullable String signerName,
        @Field(3) @Nullable LabelSelector labelSelector,
        @Field(value = 4, required = true) String path,
        @Field(value = 5, pointer = true) @Nullable Boolean optional) {}
