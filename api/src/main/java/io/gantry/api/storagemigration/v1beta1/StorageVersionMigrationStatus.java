package io.gantry.api.storagemigration.v1beta1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StorageVersionMigrationStatus} of {@code storagemigration.k8s.io/v1beta1}. */
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
