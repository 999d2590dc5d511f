package io.gantry.testkit;

import io.gantry.api.core.v1.Node;
import io.gantry.api.types.Quantity;
import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Client;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.Parts;
import io.gantry.node.agent.NodeAgent;
import io.gantry.node.agent.NodeConfig;
import io.gantry.node.agent.NodeResources;
import io.gantry.node.runtime.SimulatedBehaviour;
import io.gantry.node.runtime.SimulatedRuntime;
import io.gantry.testkit.ClusterOptions.NodeSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Nodes with real agents on runtimes that run nothing. Closed by the {@link Parts} that they were added to. */
final class SimulatedNodes {
    private static final String VERSION = ControlPlane.KUBERNETES_VERSION + "+gantry";

    private final List<SimulatedRuntime> runtimes = new ArrayList<>();

    private SimulatedNodes() {}

    static String name(int index) {
        return "node-" + (index + 1);
    }

    /** @param directory for the nodes' files */
    static SimulatedNodes start(
            ControlPlane controlPlane,
            ClusterOptions options,
            Path directory,
            Time time,
            RandomGenerator random,
            Parts parts)
            throws IOException, InterruptedException {
        SimulatedNodes nodes = new SimulatedNodes();
        for (int i = 0; i < options.nodes(); i++) {
            String name = name(i);
            // 10.128.0.0/10 has room for the networks of 16384 nodes.
            String network = "10." + (128 + i / 256) + "." + i % 256 + ".";
            SimulatedRuntime runtime = parts.add("runtime of " + name, new SimulatedRuntime(time, network).anyImage());
            options.images().forEach(runtime::image);
            nodes.runtimes.add(runtime);
            Client client = controlPlane.client("system:node:" + name, "kubelet");
            ApiEventRecorder events =
                    parts.add("events of " + name, new ApiEventRecorder(client, time, random, "kubelet", name).start());
            NodeConfig config = new NodeConfig(
                    name,
                    "10.127." + i / 250 + "." + (1 + i % 250),
                    network + "0/24",
                    directory.resolve(name),
                    List.of("10.96.0.10"),
                    "cluster.local",
                    Map.of(),
                    name,
                    options.node().pods(),
                    time,
                    random);
            NodeAgent agent = parts.add(
                    name, NodeAgent.simulated(config, client, events, runtime, VERSION, resources(options.node())));
            agent.start();
            controlPlane.register(name, agent.api());
        }
        return nodes;
    }

    private static NodeResources resources(NodeSize size) {
        Map<String, Quantity> all = Map.of(
                "cpu", Quantity.parse(size.cpu()),
                "memory", Quantity.parse(size.memory()),
                "ephemeral-storage", Quantity.parse("1Ti"),
                "pods", Quantity.ofLong(size.pods()));
        return new NodeResources(all, all);
    }

    /** Says what the processes of an image do that start from now on. */
    void image(String name, SimulatedBehaviour behaviour) {
        runtimes.forEach(runtime -> runtime.image(name, behaviour));
    }

    /** Whether pods may be placed on the node. */
    static boolean usable(Node node) {
        return node.spec().taints().isEmpty() && Await.hasCondition(node, "Ready");
    }
}
