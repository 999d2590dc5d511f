package io.gantry.network.proxy;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.base.Backoff;
import io.gantry.base.Cancellable;
import io.gantry.base.TaskGroup;
import io.gantry.base.Time;
import io.gantry.client.Informer;
import io.gantry.client.Informers;
import io.gantry.client.ObjectKey;
import io.gantry.network.nft.Nft;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's nftables table true to the cluster's Services, EndpointSlices, Nodes and this node's pods.
 *
 * <p>Level-triggered: an event only names what to look at again; changes that come while the table is written are done
 * together in the next turn. A failed turn is retried with a growing delay, from the whole state. One task writes; public
 * methods are thread safe. {@link #close} leaves the table in place, so that running containers keep their Services while
 * Gantry is restarted; {@link #cleanup} removes it.
 */
public final class ServiceProxy implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ServiceProxy.class.getName());
    private static final Backoff RETRY = new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(30), 0.2);
    private static final Duration VERIFY_EVERY = Duration.ofSeconds(30);
    private static final Duration SYNC_WAIT = Duration.ofSeconds(1);
    private static final String BY_SERVICE = "network.service";

    private final ProxyConfig config;
    private final ServiceRules rules;
    private final KernelTable table;
    private final Conntrack conntrack;
    private final Informer<Service> services;
    private final Informer<EndpointSlice> slices;
    private final Informer<Node> nodes;
    private final Informer<Pod> pods;
    private final Time time;
    private final TaskGroup tasks = new TaskGroup("service-proxy");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signal = lock.newCondition();
    private final Set<ObjectKey> dirty = new HashSet<>();
    // From the start: even an empty cluster gets its table.
    private boolean work = true;
    private boolean verify;
    private boolean closed;
    private @Nullable Model applied;
    private @Nullable Cancellable timer;

    /** Written by the syncing thread only. */
    private volatile Metrics metrics = new Metrics(0, 0, Duration.ZERO, Duration.ZERO, 0);

    /**
     * How the proxy has been doing.
     *
     * @param syncs turns that changed the table, the first one included
     * @param failures turns that failed and were retried
     * @param last how long the last of the syncs took, from reading the informers to the kernel's answer
     * @param services how many Services the table holds
     */
    public record Metrics(long syncs, long failures, Duration last, Duration longest, int services) {}

    /** @param pods an informer that knows this node's pods; others are left out */
    public ServiceProxy(
            ProxyConfig config, Nft nft, Conntrack conntrack, Informers informers, Informer<Pod> pods, Time time) {
        this.config = config;
        this.rules = new ServiceRules(config);
        this.table = new KernelTable(config, nft);
        this.conntrack = conntrack;
        this.time = time;
        this.services = informers.of(ServiceType.KIND);
        this.slices = informers.of(EndpointSliceType.KIND);
        this.nodes = informers.of(NodeType.KIND);
        this.pods = pods;
    }

    /** Starts to follow the cluster. The first table is written as soon as the informers know their objects. */
    public void start() {
        slices.addIndex(BY_SERVICE, ServiceProxy::serviceOf);
        services.addHandler((before, after) -> touch(before, after, ObjectKey::of));
        slices.addHandler((before, after) -> touch(before, after, slice -> {
            var of = serviceOf(slice);
            return of.isEmpty() ? null : key(of.getFirst());
        }));
        nodes.addHandler((before, after) -> {
            // A node's heartbeat is no reason to look at anything.
            if (before == null || after == null || !podCidrs(before).equals(podCidrs(after))) {
                signal();
            }
        });
        pods.addHandler((before, after) -> {
            if (!hostPorts(before).equals(hostPorts(after))) {
                signal();
            }
        });
        tasks.start("sync", this::loop);
    }

    /** Waits until the table has been written once. */
    public boolean awaitSynced(Duration timeout) throws InterruptedException {
        return await(timeout, () -> applied != null);
    }

    /**
     * Waits until no new connection is led to an address any more, that is, until this node's table has followed the
     * endpoint's removal or termination. Returns at once when no Service leads there. For the node agent, before it ends a
     * pod: so no connection meets a closed socket.
     *
     * @return whether that is so
     */
    public boolean awaitDrained(String address, Duration timeout) throws InterruptedException {
        return await(timeout, () -> applied == null || !applied.leadsTo(address));
    }

    public Metrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.close();
            }
            signal.signalAll();
        } finally {
            lock.unlock();
        }
        tasks.close();
    }

    /** Removes the tables of a cluster from the namespace that {@code nft} works in, and nothing else. */
    public static void cleanup(Nft nft, String tableName) {
        KernelTable.remove(nft, tableName);
    }

    private void loop() throws InterruptedException {
        for (Informer<?> informer : List.of(services, slices, nodes, pods)) {
            while (!informer.awaitSynced(SYNC_WAIT)) {
                if (isClosed()) {
                    return;
                }
            }
        }
        schedule(VERIFY_EVERY, true);
        Map<ObjectKey, ServiceState> states = new HashMap<>();
        var model = Model.EMPTY;
        var failures = 0;
        while (true) {
            var turn = nextTurn();
            if (turn == null) {
                return;
            }
            long begin = time.nanoTime();
            turn.keys().forEach(key -> refresh(key, states));
            try {
                if (turn.verify()) {
                    schedule(VERIFY_EVERY, true);
                    table.verify();
                }
                var fresh = !table.isKnown();
                model = rules.model(states, allPodCidrs(), allHostPorts(), model);
                var diff = table.apply(model);
                failures = 0;
                publish(model);
                if (!diff.isEmpty() || fresh) {
                    count(Duration.ofNanos(time.nanoTime() - begin), states.size());
                    LOG.log(Level.DEBUG, "{0} changes of table {1}", diff.changes(), config.table());
                }
                conntrack.forget(fresh ? conntrack.stale(model) : diff.staleFlows());
            } catch (RuntimeException e) {
                failures++;
                Metrics m = metrics;
                metrics = new Metrics(m.syncs(), m.failures() + 1, m.last(), m.longest(), m.services());
                LOG.log(Level.WARNING, "The table of Services cannot be written, it is tried again from the start", e);
                schedule(RETRY.delay(failures, new java.util.Random(failures)), false);
            }
        }
    }

    private record Turn(Set<ObjectKey> keys, boolean verify) {}

    /** Waits for something to do; null at the end. */
    private @Nullable Turn nextTurn() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!work && !closed) {
                signal.await();
            }
            if (closed) {
                return null;
            }
            var turn = new Turn(Set.copyOf(dirty), verify);
            dirty.clear();
            work = false;
            verify = false;
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void refresh(ObjectKey key, Map<ObjectKey, ServiceState> states) {
        var service = services.reader().get(key.namespace(), key.name());
        var input = service == null ? null : ProxyInputs.service(service);
        if (input == null) {
            states.remove(key);
            return;
        }
        var backends = ProxyInputs.backends(slices.byIndex(BY_SERVICE, key.toString()), config.nodeName());
        var next = new ServiceState(input, backends);
        // The same instance when nothing changed that concerns us: then its rules are not even looked at.
        states.merge(key, next, (old, fresh) -> old.equals(fresh) ? old : fresh);
    }

    private List<String> allPodCidrs() {
        return nodes.reader().list("").stream()
                .flatMap(n -> podCidrs(n).stream())
                .toList();
    }

    private List<HostPort> allHostPorts() {
        return pods.reader().list("").stream()
                .flatMap(p -> hostPorts(p).stream())
                .toList();
    }

    private List<HostPort> hostPorts(@Nullable Pod pod) {
        return pod == null || !config.nodeName().equals(pod.spec().nodeName()) ? List.of() : ProxyInputs.hostPorts(pod);
    }

    private static List<String> podCidrs(Node node) {
        var spec = node.spec();
        var one = spec.podCIDR();
        var all = spec.podCIDRs().isEmpty()
                ? (one == null || one.isEmpty() ? List.<String>of() : List.of(one))
                : spec.podCIDRs();
        return all.stream().filter(Cidr::isValid).toList();
    }

    private static List<String> serviceOf(EndpointSlice slice) {
        var name = slice.metadata().labels().get(ProxyInputs.SERVICE_NAME);
        var namespace = slice.metadata().namespace();
        return name == null || namespace == null ? List.of() : List.of(new ObjectKey(namespace, name).toString());
    }

    private static ObjectKey key(String text) {
        int slash = text.indexOf('/');
        return new ObjectKey(text.substring(0, slash), text.substring(slash + 1));
    }

    private <T> void touch(
            @Nullable T before, @Nullable T after, java.util.function.Function<T, @Nullable ObjectKey> keyOf) {
        var keys = new ArrayList<ObjectKey>(2);
        for (var object : java.util.Arrays.asList(before, after)) {
            var key = object == null ? null : keyOf.apply(object);
            if (key != null) {
                keys.add(key);
            }
        }
        lock.lock();
        try {
            dirty.addAll(keys);
            work = true;
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            work = true;
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Duration delay, boolean forVerifying) {
        var next = time.schedule(delay, () -> {
            lock.lock();
            try {
                verify |= forVerifying;
                work = true;
                signal.signalAll();
            } finally {
                lock.unlock();
            }
        });
        lock.lock();
        try {
            if (closed) {
                next.close();
            } else if (forVerifying) {
                timer = next;
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish(Model model) {
        lock.lock();
        try {
            applied = model;
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void count(Duration took, int size) {
        Metrics m = metrics;
        Duration longest = took.compareTo(m.longest()) > 0 ? took : m.longest();
        metrics = new Metrics(m.syncs() + 1, m.failures(), took, longest, size);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Duration timeout, java.util.function.BooleanSupplier condition) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = signal.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
