package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CephFSPersistentVolumeSource} of {@code v1}. */
@ApiType
public record CephFSPersistentVolumeSource(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> monitors,

        @Field(2) @Nullable String path,
        @Field(3) @Nullable String user,
        @Field(4) @Nullable String secretFile,
        @Field(5) @Nullable SecretReference secretRef,
        @Field(6) @Nullable Boolean readOnly) {
    public CephFSPersistentVolumeSource {
        monitors = Immutable.list(monitors);
    }
}
