package io.gantry.controllers;

import io.gantry.api.Kind;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.Informers;
import io.gantry.client.QueueStatistics;
import io.gantry.controllers.account.RoleAggregationLoop;
import io.gantry.controllers.account.RootCertificateLoop;
import io.gantry.controllers.account.ServiceAccountLoop;
import io.gantry.controllers.deployment.DeploymentLoop;
import io.gantry.controllers.endpoints.EndpointSlicesLoop;
import io.gantry.controllers.endpoints.EndpointsLoop;
import io.gantry.controllers.endpoints.MirroringLoop;
import io.gantry.controllers.garbage.GarbageLoop;
import io.gantry.controllers.job.CronJobLoop;
import io.gantry.controllers.job.FinishedJobsLoop;
import io.gantry.controllers.job.JobLoop;
import io.gantry.controllers.namespace.NamespaceLoop;
import io.gantry.controllers.node.NodeAddressesLoop;
import io.gantry.controllers.node.NodeLifecycleLoop;
import io.gantry.controllers.node.PodCollectorLoop;
import io.gantry.controllers.node.TaintEvictionLoop;
import io.gantry.controllers.protection.ClaimProtectionLoop;
import io.gantry.controllers.protection.VolumeProtectionLoop;
import io.gantry.controllers.quota.QuotaLoop;
import io.gantry.controllers.replicas.ReplicasLoop;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.DeletableKinds;
import io.gantry.controllers.runtime.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All control loops of a cluster. Started once it leads; thread-safe. */
public final class ControllerManager implements AutoCloseable {
    /**
     * How the loops are set up.
     *
     * @param rootCertificate the certificate authority in PEM that pods trust the API server by; empty to publish none
     * @param podRange the cluster's pod addresses, such as {@code 10.244.0.0/16}, of which each node gets a part; empty to
     *     give nodes none
     * @param nodeBits the prefix length of a node's part
     * @param kinds the kinds of object that namespaces and owners take with them; asked again and again, so that it may grow
     * @param more makes further loops, to be started and closed with these
     */
    public record Config(
            String rootCertificate,
            String podRange,
            int nodeBits,
            Supplier<List<Kind<?>>> kinds,
            List<Function<Context, List<Loop>>> more) {
        public Config {
            more = List.copyOf(more);
        }

        public static Config of(String rootCertificate) {
            return new Config(rootCertificate, "", 24, DeletableKinds::builtin, List.of());
        }

        /** With further loops. */
        public Config with(Function<Context, List<Loop>> loops) {
            List<Function<Context, List<Loop>>> all = new ArrayList<>(more);
            all.add(loops);
            return new Config(rootCertificate, podRange, nodeBits, kinds, all);
        }

        /** With these kinds, custom resources' for example. */
        public Config withKinds(Supplier<List<Kind<?>>> newKinds) {
            return new Config(rootCertificate, podRange, nodeBits, newKinds, more);
        }

        /** With a range of pod addresses for each node. */
        public Config withPodRange(String range, int newNodeBits) {
            return new Config(rootCertificate, range, newNodeBits, kinds, more);
        }
    }

    private final Client client;
    private final Informers informers;
    private final Time time;
    private final RandomGenerator random;
    private final Config config;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LeaderScope scope;

    /** @param random must be safe to use from several threads, such as {@link java.util.Random} */
    public ControllerManager(Client client, Informers informers, Time time, RandomGenerator random, Config config) {
        this.client = client;
        this.informers = informers;
        this.time = time;
        this.random = random;
        this.config = config;
    }

    /** Every loop, for a context: what {@link #start} starts, and what a simulation polls. */
    public static List<Loop> all(Context context, Config config) {
        List<Loop> loops = new ArrayList<>(List.of(
                ReplicasLoop.replicaSets(context),
                ReplicasLoop.replicationControllers(context),
                DeploymentLoop.create(context),
                EndpointSlicesLoop.create(context),
                EndpointsLoop.create(context),
                MirroringLoop.create(context),
                NamespaceLoop.create(context, config.kinds()),
                ServiceAccountLoop.create(context),
                RoleAggregationLoop.create(context),
                GarbageLoop.create(context, config.kinds()),
                NodeLifecycleLoop.create(context),
                TaintEvictionLoop.create(context),
                PodCollectorLoop.create(context),
                JobLoop.create(context),
                CronJobLoop.create(context),
                FinishedJobsLoop.create(context),
                QuotaLoop.create(context, config.kinds()),
                ClaimProtectionLoop.create(context),
                VolumeProtectionLoop.create(context)));
        if (!config.podRange().isEmpty()) {
            loops.add(NodeAddressesLoop.create(context, config.podRange(), config.nodeBits()));
        }
        if (!config.rootCertificate().isEmpty()) {
            loops.add(RootCertificateLoop.create(context, config.rootCertificate()));
        }
        config.more().forEach(factory -> loops.addAll(factory.apply(context)));
        return loops;
    }

    /** Starts all loops; returns at once. They begin to work when the informers have synced. */
    public void start() {
        lock.lock();
        try {
            if (scope == null) {
                scope = LeaderScope.open(client, informers, time, random, context -> all(context, config));
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the queues of all loops that run have done; those that a loop has for each kind are one. */
    public List<QueueStatistics> queues() {
        LeaderScope open;
        lock.lock();
        try {
            open = scope;
        } finally {
            lock.unlock();
        }
        if (open == null) {
            return List.of();
        }
        Map<String, QueueStatistics> all = new TreeMap<>();
        for (Loop loop : open.loops()) {
            for (QueueStatistics queue : loop.queues()) {
                int slash = queue.name().indexOf('/');
                String name = slash < 0 ? queue.name() : queue.name().substring(0, slash);
                all.merge(name, queue.named(name), QueueStatistics::plus);
            }
        }
        return List.copyOf(all.values());
    }

    /** Ends all loops; returns when none runs any more. May be started again. */
    @Override
    public void close() {
        lock.lock();
        try {
            LeaderScope open = scope;
            scope = null;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
