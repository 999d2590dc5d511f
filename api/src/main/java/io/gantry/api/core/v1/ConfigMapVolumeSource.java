package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConfigMapVolumeSource} of {@code v1}. */
@ApiType
public record ConfigMapVolumeSource(
        @Field(value = 1, in = 1) @Nullable String name,
        @Field(value = 2, listType = ListType.ATOMIC) List<KeyToPath> items,

        @Field(value = 3, pointer = true) @Default("420") @Nullable
        Integer defaultMode,

        @Field(value = 4, pointer = true) @Nullable Boolean optional) {
    public ConfigMapVolumeSource {
        items = Immutable.list(items);
    }
}
