package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code LoadBalancerIngress} of {@code v1}. */
@ApiType
public record LoadBalancerIngress(
        @Field(1) @Nullable String ip,
        @Field(2) @Nullable String hostname,
        @Field(value = 3, pointer = true) @Nullable String ipMode,
        @Field(value = 4, listType = ListType.ATOMIC) List<PortStatus> ports) {
    public LoadBalancerIngress {
        ports = Immutable.list(ports);
    }
}
