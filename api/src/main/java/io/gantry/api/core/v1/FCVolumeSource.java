package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code FCVolumeSource} of {@code v1}. */
@ApiType
public record FCVolumeSource(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> targetWWNs,
        @Field(value = 2, pointer = true) @Nullable Integer lun,
        @Field(3) @Nullable String fsType,
        @Field(4) @Nullable Boolean readOnly,
        @Field(value = 5, listType = ListType.ATOMIC) List<String> wwids) {
    public FCVolumeSource {
        targetWWNs = Immutable.list(targetWWNs);
        wwids = Immutable.list(wwids);
    }
}
