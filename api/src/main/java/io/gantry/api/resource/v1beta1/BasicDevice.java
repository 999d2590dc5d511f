package io.gantry.api.resource.v1beta1;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code BasicDevice} of {@code resource.k8s.io/v1beta1}. */
@ApiType
public record BasicDevice(
        @Field(1) Map<String, DeviceAttribute> attributes,
        @Field(2) Map<String, DeviceCapacity> capacity,
        @Field(value = 3, listType = ListType.ATOMIC) List<DeviceCounterConsumption> consumesCounters,
        @Field(value = 4, pointer = true) @Nullable String nodeName,
        @Field(5) @Nullable NodeSelector nodeSelector,
        @Field(value = 6, pointer = true) @Nullable Boolean allNodes,
        @Field(value = 7, listType = ListType.ATOMIC) List<DeviceTaint> taints,
        @Field(value = 8, pointer = true) @Nullable Boolean bindsToNode,
        @Field(value = 9, listType = ListType.ATOMIC) List<String> bindingConditions,
        @Field(value = 10, listType = ListType.ATOMIC) List<String> bindingFailureConditions,
        @Field(value = 11, pointer = true) @Nullable Boolean allowMultipleAllocations,
        @Field(12) Map<String, NodeAllocatableResourceMapping> nodeAllocatableResourceMappings) {
    public BasicDevice {
        attributes = Immutable.map(attributes);
        capacity = Immutable.map(capacity);
        consumesCounters = Immutable.list(consumesCounters);
        taints = Immutable.list(taints);
        bindingConditions = Immutable.list(bindingConditions);
        bindingFailureConditions = Immutable.list(bindingFailureConditions);
        nodeAllocatableResourceMappings = Immutable.map(nodeAllocatableResourceMappings);
    }
}
