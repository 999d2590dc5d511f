package io.gantry.program;

import io.gantry.base.Time;
import io.gantry.client.ApiEventRecorder;
import io.gantry.client.Informers;
import io.gantry.controlplane.ControlPlane;
import io.gantry.controlplane.Parts;
import io.gantry.network.NodeNetwork;
import io.gantry.network.NodeNetworkConfig;
import io.gantry.node.agent.NodeAgent;
import io.gantry.node.agent.NodeConfig;
import io.gantry.node.containerd.Containerd;
import io.gantry.node.cri.CriRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * This machine as a node: its containerd, its agent. Prepared once the API server answers, while the loops start; opened after
 * them. Closing leaves containers and containerd running.
 */
final class LocalNode implements AutoCloseable {
    private static final int MAX_PODS = 250;
    private static final int DNS_PLACE = 10;

    private final Parts parts = new Parts();
    private final Layout layout;
    private final Settings settings;
    private final Time time;
    private final RandomGenerator random;

    private LocalNode(Layout layout, Settings settings, Time time, RandomGenerator random) {
        this.layout = layout;
        this.settings = settings;
        this.time = time;
        this.random = random;
    }

    /** Starts or adopts containerd, without waiting for it. */
    static LocalNode prepare(Layout layout, Settings settings, Time time, RandomGenerator random)
            throws IOException, InterruptedException {
        var node = new LocalNode(layout, settings, time, random);
        node.parts.add("containerd", Containerd.start(NodePlaces.containerd(layout), time, random));
        return node;
    }

    /** Registers the node and begins to run its pods. */
    void open(ControlPlane controlPlane, InetAddress hostAddress) throws IOException, InterruptedException {
        var name = settings.nodeName();
        var client = controlPlane.client("system:node:" + name, "kubelet");
        var runtime = parts.add(
                "container runtime",
                new CriRuntime(NodePlaces.containerd(layout).socket(), time, random));
        var events = parts.add("events", new ApiEventRecorder(client, time, random, "kubelet", name).start());
        var dnsAddress = settings.serviceCidr().plus(DNS_PLACE).getHostAddress();
        var config = new NodeConfig(
                name,
                hostAddress.getHostAddress(),
                podCidr().toString(),
                layout.node(),
                List.of(dnsAddress),
                Settings.CLUSTER_DOMAIN,
                Map.of(),
                NodePlaces.cgroup(layout),
                MAX_PODS,
                time,
                random);
        var informers = parts.add("node informers", new Informers(client, time, random));
        var network = parts.add(
                "node network",
                NodeNetwork.start(
                        NodeNetworkConfig.of(
                                layout.id(),
                                name,
                                podCidr().toString(),
                                settings.podCidr().toString(),
                                settings.serviceCidr().toString(),
                                NodePlaces.containerd(layout).cniConfDir(),
                                layout.network()),
                        informers,
                        time,
                        new SecureRandom()));
        informers.start();
        var agent = parts.add(
                "node agent", new NodeAgent(config, client, events, runtime, network::awaitDrained, Version.NODE));
        agent.start();
        controlPlane.register(name, agent.api());
        DnsService.ensure(controlPlane.client("system:kube-dns", "gantry"), dnsAddress);
    }

    /** The first /24 of the cluster's range: this is the cluster's one node so far. */
    private Cidr podCidr() {
        var range = settings.podCidr();
        return range.prefix() >= 24 ? range : new Cidr(range.address(), 24);
    }

    @Override
    public void close() {
        parts.close();
    }
}
