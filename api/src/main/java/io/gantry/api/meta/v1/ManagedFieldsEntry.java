package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ManagedFieldsEntry}. */
@ApiType
public record ManagedFieldsEntry(
        @Field(1) @Nullable String manager,
        @Field(2) @Nullable String operation,
        @Field(3) @Nullable String apiVersion,
        @Field(4) @Nullable Instant time,
        @Field(6) @Nullable String fieldsType,
        @Field(7) @Nullable RawJson fieldsV1,
        @Field(8) @Nullable String subresource) {}
