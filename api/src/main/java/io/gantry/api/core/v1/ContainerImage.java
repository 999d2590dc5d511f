package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ContainerImage} of {@code v1}. */
@ApiType
public record ContainerImage(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> names,
        @Field(2) @Nullable Long sizeBytes) {
    public ContainerImage {
        names = Immutable.list(names);
    }
}
