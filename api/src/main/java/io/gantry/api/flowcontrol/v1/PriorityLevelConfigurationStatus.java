package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * State of a priority level.
 *
 * @param conditions Present observations, one entry for each type.
 */
@ApiType
public record PriorityLevelConfigurationStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<PriorityLevelConfigurationCondition> conditions) {
    public PriorityLevelConfigurationStatus {
        conditions = Immutable.list(conditions);
    }
}
