package io.gantry.api.resource.v1beta1;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes, capacities and place of a device.
 *
 * @param attributes Properties to choose by, such as a model or version. At most 32 together with the capacities.
 * @param capacity Amounts that the device has, such as memory. At most 32 together with the attributes.
 * @param consumesCounters What the device takes from shared counters while it is in use. At most 2 counter sets.
 * @param nodeName Node that has the device. Only if the slice sets perDeviceNodeSelection; excludes nodeSelector and
 *     allNodes.
 * @param nodeSelector Nodes that can use the device, as a single term. Only if the slice sets perDeviceNodeSelection;
 *     excludes nodeName and allNodes.
 * @param allNodes Whether every node can use the device. Only if the slice sets perDeviceNodeSelection; excludes
 *     nodeName and nodeSelector.
 * @param taints Taints that keep claims from the device, set by its driver. At most 16.
 * @param bindsToNode Whether a claim that gets the device is bound to the node it was chosen for. Defaults to false.
 * @param bindingConditions Conditions of the device in the claim that have to be true before the pod is bound to the
 *     node. At most 4.
 * @param bindingFailureConditions Conditions of the device in the claim any of which, when true, makes binding the pod
 *     fail. At most 4.
 * @param allowMultipleAllocations Whether several requests can share the device, each taking part of its capacities.
 *     Defaults to false.
 * @param nodeAllocatableResourceMappings Which resources of the node, such as cpu or memory, using the device takes up;
 *     by resource name.
 */
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
