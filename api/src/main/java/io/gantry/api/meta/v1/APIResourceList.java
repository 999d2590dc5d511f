package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The resources of one group and version.
 *
 * @param groupVersion Group and version, as in apiVersion.
 * @param resources The resources, subresources included.
 */
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
