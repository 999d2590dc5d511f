package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code Capabilities} of {@code v1}. */
@ApiType
public record Capabilities(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> add,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> drop) {
    public Capabilities {
        add = Immutable.list(add);
        drop = Immutable.list(drop);
    }
}
