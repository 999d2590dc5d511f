package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceConstraint} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record DeviceConstraint(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 2, pointer = true) @Nullable String matchAttribute,
        @Field(value = 3, pointer = true) @Nullable String distinctAttribute) {
    public DeviceConstraint {
        requests = Immutable.list(requests);
    }
}
