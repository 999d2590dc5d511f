package io.gantry.api.resource.v1beta1;

import io.gantry.api.meta.v1.Condition;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Sharing;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AllocatedDeviceStatus} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record AllocatedDeviceStatus(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true) String pool,
        @Field(value = 3, required = true) String device,

        @Field(value = 4, listType = ListType.MAP, mapKeys = "type", sharing = Sharing.EACH)
        List<Condition> conditions,

        @Field(5) @Nullable RawJson data,
        @Field(6) @Nullable NetworkDeviceData networkData,
        @Field(value = 7, pointer = true) @Nullable String shareID) {
    public AllocatedDeviceStatus {
        conditions = Immutable.list(conditions);
    }
}
