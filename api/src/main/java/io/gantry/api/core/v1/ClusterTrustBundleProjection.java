package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ClusterTrustBundleProjection} of {@code v1}. */
@ApiType
public record ClusterTrustBundleProjection(
        @Field(1) @Nullable String name,
        @Field(2) @Nullable String signerName,
        @Field(3) @Nullable LabelSelector labelSelector,
        @Field(value = 4, required = true) String path,
        @Field(5) @Nullable Boolean optional) {}
