package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PodCertificateProjection} of {@code v1}. */
@ApiType
public record PodCertificateProjection(
        @Field(value = 1, required = true) String signerName,
        @Field(value = 2, required = true) String keyType,
        @Field(value = 3, pointer = true) @Nullable Integer maxExpirationSeconds,
        @Field(4) @Nullable String credentialBundlePath,
        @Field(5) @Nullable String keyPath,
        @Field(6) @Nullable String certificateChainPath,
        @Field(7) Map<String, String> userAnnotations) {
    public PodCertificateProjection {
        userAnnotations = Immutable.map(userAnnotations);
    }
}
