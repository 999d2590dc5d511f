package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PersistentVolumeClaimSpec} of {@code v1}. */
@ApiType
public record PersistentVolumeClaimSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> accessModes,
        @Field(value = 2, always = true) VolumeResourceRequirements resources,
        @Field(3) @Nullable String volumeName,
        @Field(4) @Nullable LabelSelector selector,
        @Field(value = 5, pointer = true) @Nullable String storageClassName,

        @Field(value = 6, pointer = true) @Default("Filesystem") @Nullable
        String volumeMode,

        @Field(7) @Nullable TypedLocalObjectReference dataSource,
        @Field(8) @Nullable TypedObjectReference dataSourceRef,
        @Field(value = 9, pointer = true) @Nullable String volumeAttributesClassName) {
    public PersistentVolumeClaimSpec {
        accessModes = Immutable.list(accessModes);
    }
}
