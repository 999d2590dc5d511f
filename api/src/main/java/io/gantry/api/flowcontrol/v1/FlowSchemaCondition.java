package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FlowSchemaCondition} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record FlowSchemaCondition(
        @Field(1) @Nullable String type,
        @Field(2) @Nullable String status,
        @Field(3) @Nullable Instant lastTransitionTime,
        @Field(4) @Nullable String reason,
        @Field(5) @Nullable String message) {}
