package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FlexPersistentVolumeSource} of {@code v1}. */
@ApiType
public record FlexPersistentVolumeSource(
        @Field(value = 1, required = true) String driver,
        @Field(2) @Nullable String fsType,
        @Field(3) @Nullable SecretReference secretRef,
        @Field(4) @Nullable Boolean readOnly,
        @Field(5) Map<String, String> options) {
    public FlexPersistentVolumeSource {
        options = Immutable.map(options);
    }
}
