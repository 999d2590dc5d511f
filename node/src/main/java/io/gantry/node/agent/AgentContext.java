package io.gantry.node.agent;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeStatusBuilder;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.node.runtime.ContainerRuntime;

/** What all workers of one node share. Everything in it is thread-safe. */
record AgentContext(
        NodeConfig config,
        PodPaths paths,
        Client client,
        EventRecorder events,
        ContainerRuntime runtime,
        StartSlots starts,
        Images images,
        PodVolumes volumes,
        PodCgroups cgroups,
        Environment environment,
        Sandboxes sandboxes,
        ContainerConfigs containers,
        ProbeRunner probes,
        PodConnections connections,
        TrafficDrain drain,
        Machine machine,
        NodeResources resources,
        AllocationFile allocations) {
    /** The node with what this machine has, whatever the API server was told last. */
    Node asItIs(Node node) {
        return NodeBuilder.of(node)
                .status(NodeStatusBuilder.of(node.status())
                        .capacity(resources.capacity())
                        .allocatable(resources.allocatable())
                        .build())
                .build();
    }
}
