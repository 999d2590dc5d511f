package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code RBDPersistentVolumeSource} of {@code v1}. */
@ApiType
public record RBDPersistentVolumeSource(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> monitors,

        @Field(value = 2, required = true) String image,
        @Field(3) @Nullable String fsType,
        @Field(4) @Default("rbd") @Nullable String pool,
        @Field(5) @Default("admin") @Nullable String user,
        @Field(6) @Default("/etc/ceph/keyring") @Nullable String keyring,
        @Field(7) @Nullable SecretReference secretRef,
        @Field(8) @Nullable Boolean readOnly) {
    public RBDPersistentVolumeSource {
        monitors = Immutable.list(monitors);
    }
}
