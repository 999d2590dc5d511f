package io.gantry.node.agent;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.status.StatusException;
import io.gantry.node.cgroup.QosClass;
import io.gantry.node.pod.ResizeConditions;
import io.gantry.scheduler.fit.Amounts;
import io.gantry.scheduler.fit.PodDemand;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Grants or puts off what the pods of one node ask for beyond what they were promised. One judgement at a time, so that two
 * pods are never promised the same room. Thread-safe; the judgement itself is {@link Admission}'s.
 */
final class Resizes {
    private static final System.Logger LOG = System.getLogger(Resizes.class.getName());

    private final AgentContext context;
    private final Supplier<Collection<PodWorker>> workers;
    private final Function<Pod, Collection<Pod>> others;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param others the pods on the node besides one, with what they were promised */
    Resizes(AgentContext context, Supplier<Collection<PodWorker>> workers, Function<Pod, Collection<Pod>> others) {
        this.context = context;
        this.workers = workers;
        this.others = others;
    }

    /** Judges all wishes that are not granted. To be called when there may be another wish, or more room. */
    void judge() {
        if (workers.get().stream().noneMatch(PodWorker::wishes)) {
            return;
        }
        Node node = node();
        if (node == null) {
            return;
        }
        lock.lock();
        try {
            for (Wish wish : wishes()) {
                wish.worker.judged(wish.pod, Admission.resizeRefusal(wish.pod, node, others.apply(wish.pod)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@code null} when nobody can tell now: what is not granted is judged again before long. */
    private @Nullable Node node() {
        try {
            return context.client()
                    .find(NodeType.KIND, "", context.config().name())
                    .map(context::asItIs)
                    .orElse(null);
        } catch (StatusException e) {
            LOG.log(Level.DEBUG, () -> "The API server does not tell about the node: " + e.getMessage());
            return null;
        }
    }

    private record Wish(PodWorker worker, Pod pod, Pod allocated) {}

    /** As the kubelet ranks them: who takes no more, then by priority, then Guaranteed ones, then who waits longest. */
    private List<Wish> wishes() {
        return workers.get().stream()
                .filter(PodWorker::wishes)
                .map(worker -> {
                    Pod pod = worker.pod();
                    return new Wish(worker, pod, worker.allocated(pod));
                })
                .sorted(Comparator.comparing(Resizes::takesMore)
                        .thenComparing(
                                Comparator.comparingInt(Resizes::priority).reversed())
                        .thenComparing(wish -> PodCgroups.qos(wish.pod) != QosClass.GUARANTEED)
                        .thenComparing(Resizes::waitsSince, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static boolean takesMore(Wish wish) {
        Amounts wanted = PodDemand.wanted(wish.pod).requests();
        Amounts has = PodDemand.wanted(wish.allocated).requests();
        return wanted.milliCpu() > has.milliCpu() || wanted.memory() > has.memory();
    }

    private static int priority(Wish wish) {
        Integer priority = wish.pod.spec().priority();
        return priority == null ? 0 : priority;
    }

    private static @Nullable Instant waitsSince(Wish wish) {
        PodCondition pending = ResizeConditions.find(wish.pod.status().conditions(), ResizeConditions.PENDING);
        return pending == null ? null : pending.lastTransitionTime();
    }
}
