package io.gantry.testkit;

import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.base.FileTree;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.Parts;
import io.gantry.node.runtime.SimulatedBehaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What works on a cluster's objects: control loops, scheduler and nodes. Started anew after each reset, since nothing that
 * they remember holds any more. Used by one thread at a time.
 */
final class Machinery implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-node-lease", "kube-public", "kube-system");

    private final ControlPlane controlPlane;
    private final ClusterOptions options;
    private final ScratchDirectory scratch;
    private final Time time;
    private final RandomGenerator random;
    private Parts running = new Parts();
    private @Nullable SimulatedNodes nodes;

    Machinery(
            ControlPlane controlPlane,
            ClusterOptions options,
            ScratchDirectory scratch,
            Time time,
            RandomGenerator random) {
        this.controlPlane = controlPlane;
        this.options = options;
        this.scratch = scratch;
        this.time = time;
        this.random = random;
    }

    void start() throws IOException, InterruptedException {
        running = new Parts();
        if (options.loops()) {
            controlPlane.startLoops(running);
        }
        if (options.nodes() > 0) {
            Path directory = scratch.path().resolve("nodes");
            running.add("files of the nodes", () -> FileTree.delete(directory));
            nodes = SimulatedNodes.start(controlPlane, options, directory, time, random, running);
        }
    }

    /** Says what the processes of an image do that start from now on. */
    void image(String name, SimulatedBehaviour behaviour) {
        SimulatedNodes present = nodes;
        if (present == null) {
            throw new IllegalStateException("the cluster has no nodes: start it with some");
        }
        present.image(name, behaviour);
    }

    /** Waits until pods can be created in the namespaces that every cluster has, and run. */
    void awaitReady(Client client) {
        if (options.loops()) {
            for (String namespace : NAMESPACES) {
                Await.of(client, time, ServiceAccountType.KIND, namespace, "default")
                        .untilExists();
                Await.of(client, time, ConfigMapType.KIND, namespace, "kube-root-ca.crt")
                        .untilExists();
            }
        }
        for (int i = 0; i < options.nodes(); i++) {
            Await.of(client, time, NodeType.KIND, "", SimulatedNodes.name(i))
                    .until("become ready without taints", SimulatedNodes::usable);
        }
    }

    @Override
    public void close() {
        nodes = null;
        running.close();
    }
}
