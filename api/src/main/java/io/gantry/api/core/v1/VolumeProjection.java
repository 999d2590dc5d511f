package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeProjection} of {@code v1}. */
@ApiType
public record VolumeProjection(
        @Field(1) @Nullable SecretProjection secret,
        @Field(2) @Nullable DownwardAPIProjection downwardAPI,
        @Field(3) @Nullable ConfigMapProjection configMap,
        @Field(4) @Nullable ServiceAccountTokenProjection serviceAccountToken,
        @Field(5) @Nullable ClusterTrustBundleProjection clusterTrustBundle,
        @Field(6) @Nullable PodCertificateProjection podCertificate) {}
