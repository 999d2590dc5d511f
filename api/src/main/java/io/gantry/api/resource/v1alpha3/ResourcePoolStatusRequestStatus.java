package io.gantry.api.resource.v1alpha3;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The answer about the pools.
 *
 * @param pools The pools, ordered by driver and name.
 * @param conditions How the question ended: Complete or Failed.
 * @param poolCount How many pools fit; more than in pools if the limit cut them off.
 */
@ApiType
public record ResourcePoolStatusRequestStatus(
        @Field(value = 2, listType = ListType.ATOMIC) List<PoolStatus> pools,

        @Field(
                value = 3,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(value = 6, required = true) int poolCount) {
    public ResourcePoolStatusRequestStatus {
        pools = Immutable.list(pools);
        conditions = Immutable.list(conditions);
    }
}
