package io.gantry.api.resource.v1;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Device} of {@code resource.k8s.io/v1}. */
@ApiType
public record Device(
        @Field(value = 1, required = true) String name,
        @Field(2) Map<String, DeviceAttribute> attributes,
        @Field(3) Map<String, DeviceCapacity> capacity,
        @Field(value = 4, listType = ListType.ATOMIC) List<DeviceCounterConsumption> consumesCounters,
        @Field(value = 5, pointer = true) @Nullable String nodeName,
        @Field(6) @Nullable NodeSelector nodeSelector,
        @Field(value = 7, pointer = true) @Nullable Boolean allNodes,
        @Field(value = 8, listType = ListType.ATOMIC) List<DeviceTaint> taints,
        @Field(value = 9, pointer = true) @Nullable Boolean bindsToNode,
        @Field(value = 10, listType = ListType.ATOMIC) List<String> bindingConditions,
        @Field(value = 11, listType = ListType.ATOMIC) List<String> bindingFailureConditions,
        @Field(value = 12, pointer = true) @Nullable Boolean allowMultipleAllocations,
        @Field(13) Map<String, NodeAllocatableResourceMapping> nodeAllocatableResourceMappings) {
    public Device {
        attributes = Immutable.map(attributes);
        capacity = Immutable.map(capacity);
        consumesCounters = Immutable.list(consumesCounters);
        taints = Immutable.list(taints);
        bindingConditions = Immutable.list(bindingConditions);
        bindingFailureConditions = Immutable.list(bindingFailureConditions);
        nodeAllocatableResourceMappings = Immutable.map(nodeAllocatableResourceMappings);
    }
}
