package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * What the system found out about a FlowSchema.
 *
 * @param conditions Present observations, one entry for each type.
 */
@ApiType
public record FlowSchemaStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<FlowSchemaCondition> conditions) {
    public FlowSchemaStatus {
        conditions = Immutable.list(conditions);
    }
}
