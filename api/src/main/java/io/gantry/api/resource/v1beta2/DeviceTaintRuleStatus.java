package io.gantry.api.resource.v1beta2;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * How far an eviction by a taint has come.
 *
 * @param conditions Observations such as EvictionInProgress, which is true while there are pods left to evict.
 */
@ApiType
public record DeviceTaintRuleStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions) {
    public DeviceTaintRuleStatus {
        conditions = Immutable.list(conditions);
    }
}
