package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ConfigMapProjection} of {@code v1}. */
@ApiType
public record ConfigMapProjection(
        @Field(value = 1, in = 1) @Nullable String name,
        @Field(value = 2, listType = ListType.ATOMIC) List<KeyToPath> items,
        @Field(value = 4, pointer = true) @Nullable Boolean optional) {
    public ConfigMapProjection {
        items = Immutable.list(items);
    }
}
