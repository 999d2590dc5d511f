package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a namespace is in its life.
 *
 * @param phase One of Active or Terminating (being emptied; nothing new can be created in it). Defaults to Active.
 * @param conditions Latest observations, present mainly when deletion is stuck.
 */
@ApiType
public record NamespaceStatus(
        @Field(1) @Default("Active") @Nullable String phase,

        @Field(
                value = 2,
                listType = ListType.MAP,
                mapKeys = "type",
                merge = true,
                mergeKey = "type",
                sharing = Sharing.EACH)
        List<NamespaceCondition> conditions) {
    public NamespaceStatus {
        conditions = Immutable.list(conditions);
    }
}
