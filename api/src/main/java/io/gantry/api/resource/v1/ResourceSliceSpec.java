package io.gantry.api.resource.v1;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ResourceSliceSpec} of {@code resource.k8s.io/v1}. */
@ApiType
public record ResourceSliceSpec(
        @Field(value = 1, required = true) String driver,
        @Field(value = 2, required = true, always = true) ResourcePool pool,
        @Field(value = 3, pointer = true) @Nullable String nodeName,
        @Field(4) @Nullable NodeSelector nodeSelector,
        @Field(value = 5, pointer = true) @Nullable Boolean allNodes,
        @Field(value = 6, listType = ListType.ATOMIC) List<Device> devices,
        @Field(value = 7, pointer = true) @Nullable Boolean perDeviceNodeSelection,
        @Field(value = 8, listType = ListType.ATOMIC) List<CounterSet> sharedCounters) {
    public ResourceSliceSpec {
        devices = Immutable.list(devices);
        sharedCounters = Immutable.list(sharedCounters);
    }
}
