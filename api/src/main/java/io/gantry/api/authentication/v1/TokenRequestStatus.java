package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TokenRequestStatus} of {@code authentication.k8s.io/v1}. */
@ApiType
public record TokenRequestStatus(
        @Field(value = 1, always = true) @Nullable String token,
        @Field(2) @Nullable Instant expirationTimestamp) {}
