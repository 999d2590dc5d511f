package io.gantry.network;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.client.Informers;
import io.gantry.client.ListQuery;
import io.gantry.client.WatchInformer;
import io.gantry.network.cni.Bridge;
import io.gantry.network.cni.CniConfig;
import io.gantry.network.dns.DnsServer;
import io.gantry.network.dns.Forwarder;
import io.gantry.network.dns.InformerView;
import io.gantry.network.dns.Resolver;
import io.gantry.network.host.Commands;
import io.gantry.network.host.HostFirewall;
import io.gantry.network.host.NetNamespace;
import io.gantry.network.host.Sysctls;
import io.gantry.network.nft.Nft;
import io.gantry.network.nft.NftException;
import io.gantry.network.proxy.Cidr;
import io.gantry.network.proxy.Conntrack;
import io.gantry.network.proxy.ProxyConfig;
import io.gantry.network.proxy.ServiceProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network of one node: bridge and CNI configuration, Services and host ports in nftables, DNS.
 *
 * <p>{@link #start} makes what pods need to be started and returns in some tens of milliseconds; the table of Services
 * follows as soon as the informers know the cluster. {@link #close} stops what runs in this process and leaves everything on
 * the machine, so that containers go on while Gantry is restarted; {@link #cleanup} removes it. Public methods are thread
 * safe.
 */
public final class NodeNetwork implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NodeNetwork.class.getName());
    private static final Duration FIREWALL_EVERY = Duration.ofSeconds(30);

    private final Time time;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicReference<@Nullable Cancellable> timer = new AtomicReference<>();
    private final DnsServer dns;
    private final ServiceProxy proxy;
    private volatile boolean closed;

    private NodeNetwork(NodeNetworkConfig config, Informers informers, Time time, RandomGenerator random) {
        this.time = time;
        try {
            var namespace =
                    opened(config.namespace() == null ? NetNamespace.own() : NetNamespace.at(config.namespace()));
            var nft = opened(Nft.open(namespace));
            var commands = new Commands(namespace);
            prepare(config, commands, namespace);

            // Before the table, which must say where DNS listens.
            dns = opened(startDns(config, namespace, informers, time, random));
            var pods = opened(new WatchInformer<Pod>(
                    informers.client(),
                    PodType.KIND,
                    "",
                    ListQuery.fields("spec.nodeName=" + config.nodeName()),
                    time,
                    random));
            proxy = opened(new ServiceProxy(
                    proxyConfig(config, dns.address().getPort()),
                    nft,
                    Conntrack.program(commands),
                    informers,
                    pods,
                    time));
            proxy.start();
            pods.start();
            watchFirewall(new HostFirewall(nft, config.bridge()));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Makes this machine, or the namespace given, a node.
     *
     * @param informers shared ones of the node's client; Services, EndpointSlices, Nodes and Namespaces are asked for
     * @param random for DNS message ids too, so a secure one
     * @throws NftException when libnftables is missing
     * @throws IllegalStateException when bridge or settings cannot be made; nothing keeps running then
     */
    public static NodeNetwork start(NodeNetworkConfig config, Informers informers, Time time, RandomGenerator random) {
        return new NodeNetwork(config, informers, time, random);
    }

    /** Waits until Services work on this node. */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        return proxy.awaitSynced(timeout);
    }

    /**
     * Waits until this node sends no new connection to a pod's address any more. The node agent asks before it ends a pod
     * that is being deleted, so that a roll-out loses no request; see {@link ServiceProxy#awaitDrained}.
     */
    public boolean awaitDrained(String podAddress, Duration timeout) throws InterruptedException {
        return proxy.awaitDrained(podAddress, timeout);
    }

    /** Where this node's DNS listens; pods and the node itself reach it at the cluster's DNS address. */
    public InetSocketAddress dnsAddress() {
        return dns.address();
    }

    /** How the Services' table has been doing. */
    public ServiceProxy.Metrics metrics() {
        return proxy.metrics();
    }

    @Override
    public void close() {
        closed = true;
        var last = timer.getAndSet(null);
        if (last != null) {
            last.close();
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "A part of the node's network could not be closed", e);
            }
        }
    }

    /**
     * Removes everything that a cluster's network left on the machine: its nftables tables and firewall rules, its bridge
     * with the pods' ends at it, addresses taken, CNI configuration; kernel settings go back to what they were, unless
     * another cluster on the machine needs them. Whatever is already gone is no failure.
     */
    public static void cleanup(String clusterId, Path cniDirectory, Path stateDirectory, @Nullable Path namespacePath) {
        try (var namespace = namespacePath == null ? NetNamespace.own() : NetNamespace.at(namespacePath)) {
            var bridge = new Bridge(new Commands(namespace), Bridge.nameOf(clusterId));
            try (var nft = Nft.open(namespace)) {
                ServiceProxy.cleanup(nft, NodeNetworkConfig.tableName(clusterId));
                new HostFirewall(nft, Bridge.nameOf(clusterId)).remove();
            } catch (NftException e) {
                LOG.log(Level.WARNING, "nftables cannot be cleaned up", e);
            }
            bridge.remove();
            CniConfig.remove(
                    cniDirectory, NodeNetworkConfig.ipam(stateDirectory), NodeNetworkConfig.tableName(clusterId));
            var sysctls = new Sysctls(namespace, NodeNetworkConfig.sysctls(stateDirectory));
            if (bridge.others()) {
                sysctls.forget();
            } else {
                sysctls.restore();
            }
        }
    }

    private static void prepare(NodeNetworkConfig config, Commands commands, NetNamespace namespace) {
        try {
            Files.createDirectories(config.stateDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + config.stateDirectory(), e);
        }
        var bridge = new Bridge(commands, config.bridge());
        var mtu = bridge.uplinkMtu();
        var sysctls = new Sysctls(namespace, NodeNetworkConfig.sysctls(config.stateDirectory()));
        bridge.ensure(config.podCidrs(), config.serviceCidrs(), mtu, sysctls);
        new CniConfig(
                        NodeNetworkConfig.tableName(config.clusterId()),
                        config.bridge(),
                        config.podCidrs(),
                        NodeNetworkConfig.ipam(config.stateDirectory()),
                        mtu)
                .write(config.cniDirectory());
    }

    private static ProxyConfig proxyConfig(NodeNetworkConfig config, int dnsPort) {
        return new ProxyConfig(
                NodeNetworkConfig.tableName(config.clusterId()),
                config.nodeName(),
                config.bridge(),
                Bridge.macOf(config.gateway()),
                Bridge.DEVICE_PREFIX,
                config.bridge(),
                config.families(),
                config.podCidrs(),
                config.clusterCidrs(),
                config.serviceCidrs(),
                new ProxyConfig.Dns(config.dnsAddress(), config.gateway(), dnsPort));
    }

    private static DnsServer startDns(
            NodeNetworkConfig config, NetNamespace namespace, Informers informers, Time time, RandomGenerator random) {
        var ownRanges = Stream.of(config.podCidrs(), config.clusterCidrs(), config.serviceCidrs())
                .flatMap(List::stream)
                .map(Cidr::parse)
                .toList();
        var resolver =
                new Resolver(new InformerView(informers), config.clusterDomain(), config.dnsAddress(), ownRanges);
        var forwarder = new Forwarder(
                namespace, config.resolvConf(), Set.of(config.dnsAddress(), config.gateway()), time, random);
        try {
            return DnsServer.start(namespace, InetAddress.ofLiteral(config.gateway()), resolver, forwarder, random);
        } catch (IOException e) {
            throw new UncheckedIOException("the DNS server cannot be started", e);
        }
    }

    /** Docker or a firewall may be started at any time later. */
    private void watchFirewall(HostFirewall firewall) {
        try {
            firewall.allow();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The host's firewall may stop the pods' packets", e);
        }
        var next = time.schedule(FIREWALL_EVERY, () -> {
            if (!closed) {
                watchFirewall(firewall);
            }
        });
        timer.set(next);
        if (closed) {
            next.close();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }
}
