package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * One source of a projected volume; exactly one member is set.
 *
 * @param secret Entries of a Secret.
 * @param downwardAPI Facts about the pod.
 * @param configMap Entries of a ConfigMap.
 * @param serviceAccountToken Token of the pod's ServiceAccount.
 * @param clusterTrustBundle CA certificates of ClusterTrustBundles, kept up to date.
 * @param podCertificate Private key and certificate for the pod, renewed before expiry.
 */
@ApiType
public record VolumeProjection(
        @Field(1) @Nullable SecretProjection secret,
        @Field(2) @Nullable DownwardAPIProjection downwardAPI,
        @Field(3) @Nullable ConfigMapProjection configMap,
        @Field(4) @Nullable ServiceAccountTokenProjection serviceAccountToken,
        @Field(5) @Nullable ClusterTrustBundleProjection clusterTrustBundle,
        @Field(6) @Nullable PodCertificateProjection podCertificate) {}
