package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code DownwardAPIProjection} of {@code v1}. */
@ApiType
public record DownwardAPIProjection(
        @Field(value = 1, listType = ListType.ATOMIC) List<DownwardAPIVolumeFile> items) {
    public DownwardAPIProjection {
        items = Immutable.list(items);
    }
}
