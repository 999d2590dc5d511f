package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodCertificateRequestSpec} of {@code certificates.k8s.io/v1beta1}. */
@ApiType
public record PodCertificateRequestSpec(
        @Field(value = 1, required = true) String signerName,
        @Field(value = 2, required = true) String podName,
        @Field(value = 3, required = true) String podUID,
        @Field(value = 4, required = true) String serviceAccountName,
        @Field(value = 5, required = true) String serviceAccountUID,
        @Field(value = 6, required = true) String nodeName,
        @Field(value = 7, required = true) String nodeUID,
        @Field(value = 8, pointer = true) @Nullable Integer maxExpirationSeconds,
        @Field(9) @Nullable Bytes pkixPublicKey,
        @Field(10) @Nullable Bytes proofOfPossession,
        @Field(11) Map<String, String> unverifiedUserAnnotations,
        @Field(value = 12, required = true) Bytes stubPKCS10Request) {
    public PodCertificateRequestSpec {
        unverifiedUserAnnotations = Immutable.map(unverifiedUserAnnotations);
    }
}
