package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The CSI drivers of a node.
 *
 * @param drivers One entry for each installed driver; may be empty.
 */
@ApiType
public record CSINodeSpec(
        @Field(value = 1, required = true, listType = ListType.MAP, mapKeys = "name", merge = true, mergeKey = "name")
        List<CSINodeDriver> drivers) {
    public CSINodeSpec {
        drivers = Immutable.list(drivers);
    }
}
