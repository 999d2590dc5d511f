package io.gantry.scheduler;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.Pod;
import io.gantry.scheduler.fit.NodeLoad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler believes of all nodes: what informers say, and the pods that it has placed itself and that informers
 * do not show as bound yet. Thread-safe; never blocks for long.
 */
final class ClusterState {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<String, NodeLoad> loads = new TreeMap<>();
    /** Where each pod that takes room is, by uid: bound or assumed. */
    private final Map<String, String> places = new HashMap<>();
    /** Pods on nodes that are not known (yet): they count as soon as the node comes. */
    private final Map<String, Map<String, Pod>> homeless = new HashMap<>();

    /** All nodes as of now. */
    Map<String, NodeLoad> snapshot() {
        lock.lock();
        try {
            return new TreeMap<>(loads);
        } finally {
            lock.unlock();
        }
    }

    void node(@Nullable Node before, @Nullable Node after) {
        lock.lock();
        try {
            if (after == null) {
                if (before != null) {
                    NodeLoad gone = loads.remove(before.name());
                    if (gone != null && !gone.pods().isEmpty()) {
                        homeless.computeIfAbsent(before.name(), absent -> new HashMap<>())
                                .putAll(gone.pods());
                    }
                }
                return;
            }
            NodeLoad known = loads.get(after.name());
            if (known == null) {
                Map<String, Pod> waiting = homeless.remove(after.name());
                List<Pod> pods = waiting == null ? List.of() : new ArrayList<>(waiting.values());
                loads.put(after.name(), NodeLoad.of(after, pods));
            } else {
                loads.put(after.name(), known.withNode(after));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The pod takes room on a node: bound as an informer says, or assumed by this scheduler. Returns whether it was there
     * before and took more of something.
     */
    boolean put(Pod pod, String node) {
        lock.lock();
        try {
            String before = places.put(pod.uid(), node);
            if (before != null && !before.equals(node)) {
                take(pod.uid(), before);
            }
            NodeLoad load = loads.get(node);
            if (load == null) {
                homeless.computeIfAbsent(node, absent -> new HashMap<>()).put(pod.uid(), pod);
                return false;
            }
            NodeLoad now = load.with(pod);
            loads.put(node, now);
            return now.requested().shrunkFrom(load.requested());
        } finally {
            lock.unlock();
        }
    }

    /** The pod takes no room any more. Returns whether it did. */
    boolean remove(String podUid) {
        lock.lock();
        try {
            String node = places.remove(podUid);
            if (node == null) {
                return false;
            }
            take(podUid, node);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void take(String podUid, String node) {
        NodeLoad load = loads.get(node);
        if (load != null) {
            loads.put(node, load.without(podUid));
        }
        Map<String, Pod> waiting = homeless.get(node);
        if (waiting != null) {
            waiting.remove(podUid);
            if (waiting.isEmpty()) {
                homeless.remove(node);
            }
        }
    }
}
