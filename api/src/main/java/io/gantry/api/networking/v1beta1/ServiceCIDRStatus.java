package io.gantry.api.networking.v1beta1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ServiceCIDRStatus} of {@code networking.k8s.io/v1beta1}. */
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
