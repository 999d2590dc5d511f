package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CSIPersistentVolumeSource} of {@code v1}. */
@ApiType
public record CSIPersistentVolumeSource(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) String volumeHandle,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable String fsType,
        @Field(5) Map<String, String> volumeAttributes,
        @Field(6) @Nullable SecretReference controllerPublishSecretRef,
        @Field(7) @Nullable SecretReference nodeStageSecretRef,
        @Field(8) @Nullable SecretReference nodePublishSecretRef,
        @Field(9) @Nullable SecretReference controllerExpandSecretRef,
        @Field(10) @Nullable SecretReference nodeExpandSecretRef) {
    public CSIPersistentVolumeSource {
        volumeAttributes = Immutable.map(volumeAttributes);
    }
}
