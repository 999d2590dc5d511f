package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceClassSpec} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceClassSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceClassConfiguration> config,
        @Field(value = 4, pointer = true) @Nullable String extendedResourceName) {
    public DeviceClassSpec {
        selectors = Immutable.list(selectors);
        config = Immutable.list(config);
    }
}
