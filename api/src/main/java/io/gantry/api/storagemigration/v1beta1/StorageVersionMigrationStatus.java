package io.gantry.api.storagemigration.v1beta1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the rewriting of a resource has come.
 *
 * @param conditions Running, Succeeded or Failed; one entry for each type.
 * @param resourceVersion Resource version when the work began; objects changed later are in the present form already.
 */
@ApiType
public record StorageVersionMigrationStatus(
        @Field(
                value = 1,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(2) @Nullable String resourceVersion) {
    public StorageVersionMigrationStatus {
        conditions = Immutable.list(conditions);
    }
}
