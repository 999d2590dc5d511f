package io.gantry.api.resource.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code NetworkDeviceData} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record NetworkDeviceData(
        @Field(1) @Nullable String interfaceName,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> ips,
        @Field(3) @Nullable String hardwareAddress) {
    public NetworkDeviceData {
        ips = Immutable.list(ips);
    }
}
