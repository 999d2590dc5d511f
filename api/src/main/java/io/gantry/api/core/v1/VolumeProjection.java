package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Union;
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
@Union(none = "must specify a volume source", many = "may not specify more than 1 volume type per source", all = true)
@ApiType
public record VolumeProjection(
        @Field(1) @Member @Nullable SecretProjection secret,
        @Field(2) @Member @Nullable DownwardAPIProjection downwardAPI,
        @Field(3) @Member @Nullable ConfigMapProjection configMap,
        @Field(4) @Member @Nullable ServiceAccountTokenProjection serviceAccountToken,

        @Field(5) @Member @ByHand("Kubernetes' paths call it otherwise") @Nullable
        ClusterTrustBundleProjection clusterTrustBundle,

        @Field(6) @Member @Nullable PodCertificateProjection podCertificate) {}
