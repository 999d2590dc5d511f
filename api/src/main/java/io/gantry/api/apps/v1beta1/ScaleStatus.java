package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ScaleStatus} of {@code apps/v1beta1}. */
@ApiType
public record ScaleStatus(
        @Field(1) @Nullable Integer replicas,
        @Field(2) Map<String, String> selector,
        @Field(3) @Nullable String targetSelector) {
    public ScaleStatus {
        selector = Immutable.map(selector);
    }
}
