package io.gantry.api.apiextensions.v1;

import io.gantry.api.meta.v1.Status;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConversionResponse} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record ConversionResponse(
        @Field(1) @Nullable String uid,
        @Field(2) List<RawJson> convertedObjects,
        @Field(3) @Nullable Status result) {
    public ConversionResponse {
        convertedObjects = Immutable.list(convertedObjects);
    }
}
