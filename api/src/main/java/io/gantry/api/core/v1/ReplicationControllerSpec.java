package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ReplicationControllerSpec} of {@code v1}. */
@ApiType
public record ReplicationControllerSpec(
        @Field(value = 1, pointer = true) @Default("1") @Nullable
        Integer replicas,

        @Field(value = 2, atomic = true) Map<String, String> selector,

        @Field(value = 3, sharing = Sharing.INSIDE) @Nullable
        PodTemplateSpec template,

        @Field(4) @Nullable Integer minReadySeconds) {
    public ReplicationControllerSpec {
        selector = Immutable.map(selector);
    }
}
