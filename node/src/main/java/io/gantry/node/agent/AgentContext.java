package io.gantry.node.agent;

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
        NodeResources resources) {}
