package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConversionRequest} of {@code apiextensions.k8s.io/v1}. */
@ApiType
public record ConversionRequest(
        @Field(1) @Nullable String uid,
        @Field(2) @Nullable String desiredAPIVersion,
        @Field(3) List<RawJson> objects) {
    public ConversionRequest {
        objects = Immutable.list(objects);
    }
}
