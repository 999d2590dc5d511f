package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * All API groups of the server.
 *
 * @param groups The groups.
 */
@ApiType
@ApiKind(version = "v1")
public record APIGroupList(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<APIGroup> groups) {
    public APIGroupList {
        groups = Immutable.list(groups);
    }
}
