package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code APIResourceList}. */
@ApiType
@ApiKind(version = "v1")
public record APIResourceList(
        @Field(value = 1, required = true) String groupVersion,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<APIResource> resources) {
    public APIResourceList {
        resources = Immutable.list(resources);
    }
}
