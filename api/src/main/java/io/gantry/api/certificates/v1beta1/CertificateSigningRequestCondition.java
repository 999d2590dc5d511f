package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CertificateSigningRequestCondition} of {@code certificates.k8s.io/v1beta1}. */
@ApiType
public record CertificateSigningRequestCondition(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable String reason,
        @Field(3) @Nullable String message,
        @Field(4) @Nullable Instant lastUpdateTime,
        @Field(5) @Nullable Instant lastTransitionTime,
        @Field(value = 6, required = true) String status) {}
