package io.gantry.api.certificates.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision or result about a request for a certificate.
 *
 * @param type Approved, Denied or Failed (the signer could not issue it). Approved and Denied exclude each other and
 *     stay once set.
 * @param reason Short word for the cause of the decision.
 * @param message Explanation of the decision for people to read.
 * @param lastUpdateTime When this condition was last written.
 * @param lastTransitionTime When the status of this condition last changed. Filled in by the server.
 * @param status Whether the condition holds. For Approved, Denied and Failed only True is allowed.
 */
@ApiType
public record CertificateSigningRequestCondition(
        @Field(value = 1, required = true) String type,
        @Field(2) @Nullable String reason,
        @Field(3) @Nullable String message,
        @Field(4) @Nullable Instant lastUpdateTime,
        @Field(5) @Nullable Instant lastTransitionTime,
        @Field(value = 6, required = true) String status) {}
