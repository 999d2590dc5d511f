package io.gantry.api.networking.v1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * State of a range of addresses for Services.
 *
 * @param conditions Observations such as Ready, which is false while the range is being given up and its addresses are
 *     still held.
 */
@ApiType
public record ServiceCIDRStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions) {
    public ServiceCIDRStatus {
        conditions = Immutable.list(conditions);
    }
}
