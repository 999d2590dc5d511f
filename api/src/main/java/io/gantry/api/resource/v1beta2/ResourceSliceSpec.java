package io.gantry.api.resource.v1beta2;

import io.gantry.api.core.v1.NodeSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Devices of one pool and where they can be used. Exactly one of nodeName, nodeSelector, allNodes and
 * perDeviceNodeSelection is given.
 *
 * @param driver Name of the driver, a DNS name of its vendor. Lists can be filtered by it. Immutable.
 * @param pool The pool that the slice is part of.
 * @param nodeName Node that has the devices. Lists can be filtered by it. Immutable.
 * @param nodeSelector Nodes that can use the devices, as a single term.
 * @param allNodes Whether every node can use the devices.
 * @param devices The devices. At most 128, or 64 if any has taints or takes from counters. Excludes sharedCounters.
 * @param perDeviceNodeSelection Whether each device says for itself which nodes can use it.
 * @param sharedCounters Sets of amounts that devices of the pool share. At most 8. Excludes devices.
 */
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
