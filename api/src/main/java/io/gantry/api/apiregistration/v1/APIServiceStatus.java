package io.gantry.api.apiregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * State of an APIService.
 *
 * @param conditions Present observations, one entry for each type.
 */
@ApiType
public record APIServiceStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<APIServiceCondition> conditions) {
    public APIServiceStatus {
        conditions = Immutable.list(conditions);
    }
}
