package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CSIVolumeSource} of {@code v1}. */
@ApiType
public record CSIVolumeSource(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, pointer = true) @Nullable Boolean readOnly,
        @Field(value = 3, pointer = true) @Nullable String fsType,
        @Field(4) Map<String, String> volumeAttributes,
        @Field(5) @Nullable LocalObjectReference nodePublishSecretRef) {
    public CSIVolumeSource {
        volumeAttributes = Immutable.map(volumeAttributes);
    }
}
