package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.api.types.Quantity;
import io.gantry.node.cgroup.CgroupLayout;
import io.gantry.node.cgroup.CgroupMath;
import io.gantry.node.cgroup.QosClass;
import io.gantry.node.pod.Containers;
import io.gantry.node.pod.PodPhase;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.scheduler.fit.PodDemand;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What pods and containers ask for, as limits of the kernel's control groups. */
final class PodCgroups {
    private final CgroupLayout layout;
    private final long nodeMemoryBytes;
    private final AtomicLong shared = new AtomicLong(-1);

    PodCgroups(CgroupLayout layout, long nodeMemoryBytes) {
        this.layout = layout;
        this.nodeMemoryBytes = nodeMemoryBytes;
    }

    void create() throws IOException {
        layout.create();
    }

    static QosClass qos(Pod pod) {
        String given = pod.status().qosClass();
        return QosClass.of(given == null ? "BestEffort" : given);
    }

    /** Makes the pod's group and returns its name for the sandbox. */
    String createPod(Pod pod) throws IOException {
        layout.createPod(qos(pod), pod.uid(), pod(pod));
        return layout.pod(qos(pod), pod.uid());
    }

    /** What the kernel has for the pod's group; {@code null} when there is none. */
    @Nullable
    LinuxResources limits(Pod pod) throws IOException {
        return layout.podLimits(qos(pod), pod.uid());
    }

    void setMemory(Pod pod, long bytes) throws IOException {
        layout.setPodMemory(qos(pod), pod.uid(), bytes);
    }

    void setCpuLimit(Pod pod, LinuxResources limits) throws IOException {
        layout.setPodCpuLimit(qos(pod), pod.uid(), limits.cpuQuotaMicros(), limits.cpuPeriodMicros());
    }

    void setShares(Pod pod, long shares) throws IOException {
        layout.setPodShares(qos(pod), pod.uid(), shares);
    }

    String parent(Pod pod) {
        return layout.pod(qos(pod), pod.uid());
    }

    void removePod(Pod pod) throws IOException {
        for (QosClass qos : QosClass.values()) {
            layout.removePod(qos, pod.uid()); // a lost pod's class is not known any more
        }
    }

    /** Gives the class of Burstable pods what all of its pods ask for together, against the other classes. */
    void share(Collection<Pod> pods) {
        long milliCpu = 0;
        for (Pod pod : pods) {
            if (qos(pod) == QosClass.BURSTABLE
                    && !PodPhase.terminal(String.valueOf(pod.status().phase()))) {
                milliCpu += PodDemand.of(pod).requests().milliCpu();
            }
        }
        if (shared.getAndSet(milliCpu) != milliCpu) {
            layout.setClassShares(QosClass.BURSTABLE, milliCpu);
        }
    }

    /** What is said for the whole pod, or the sum over all containers; such a limit counts only when each has one. */
    static LinuxResources pod(Pod pod) {
        long milliCpuRequest = 0;
        long milliCpuLimit = 0;
        long memoryLimit = 0;
        boolean cpuLimited = true;
        boolean memoryLimited = true;
        for (Container container : pod.spec().containers()) {
            Map<String, Quantity> limits = container.resources().limits();
            milliCpuRequest += milli(container.resources().requests().get("cpu"));
            milliCpuLimit += milli(limits.get("cpu"));
            memoryLimit += value(limits.get("memory"));
            cpuLimited &= limits.containsKey("cpu");
            memoryLimited &= limits.containsKey("memory");
        }
        // An init container runs beside the sidecars before it; sidecars run beside the main containers as well.
        long sidecarRequest = 0;
        long sidecarCpu = 0;
        long sidecarMemory = 0;
        long initRequest = 0;
        long initCpu = 0;
        long initMemory = 0;
        for (Container init : pod.spec().initContainers()) {
            Map<String, Quantity> limits = init.resources().limits();
            long request = sidecarRequest + milli(init.resources().requests().get("cpu"));
            long cpu = sidecarCpu + milli(limits.get("cpu"));
            long memory = sidecarMemory + value(limits.get("memory"));
            initRequest = Math.max(initRequest, request);
            initCpu = Math.max(initCpu, cpu);
            initMemory = Math.max(initMemory, memory);
            if (Containers.sidecar(init)) {
                sidecarRequest = request;
                sidecarCpu = cpu;
                sidecarMemory = memory;
            }
            cpuLimited &= limits.containsKey("cpu");
            memoryLimited &= limits.containsKey("memory");
        }
        milliCpuRequest = Math.max(milliCpuRequest + sidecarRequest, initRequest);
        milliCpuLimit = Math.max(milliCpuLimit + sidecarCpu, initCpu);
        memoryLimit = Math.max(memoryLimit + sidecarMemory, initMemory);
        ResourceRequirements whole = pod.spec().resources();
        if (whole != null) {
            if (whole.requests().containsKey("cpu")) {
                milliCpuRequest = milli(whole.requests().get("cpu"));
            }
            if (whole.limits().containsKey("cpu")) {
                milliCpuLimit = milli(whole.limits().get("cpu"));
                cpuLimited = true;
            }
            if (whole.limits().containsKey("memory")) {
                memoryLimit = value(whole.limits().get("memory"));
                memoryLimited = true;
            }
        }
        Map<String, Quantity> overhead = pod.spec().overhead();
        milliCpuRequest += milli(overhead.get("cpu"));
        milliCpuLimit += milli(overhead.get("cpu"));
        memoryLimit += value(overhead.get("memory"));
        return new LinuxResources(
                CgroupMath.shares(milliCpuRequest),
                cpuLimited ? CgroupMath.CPU_PERIOD_MICROS : 0,
                cpuLimited ? CgroupMath.quotaMicros(milliCpuLimit) : 0,
                memoryLimited ? memoryLimit : 0,
                0,
                0,
                "",
                "",
                Map.of(),
                Map.of());
    }

    LinuxResources container(Pod pod, Container container) {
        Map<String, Quantity> limits = container.resources().limits();
        Map<String, Quantity> requests = container.resources().requests();
        long milliLimit = milli(limits.get("cpu"));
        Quantity request = requests.getOrDefault("cpu", limits.get("cpu"));
        long memory = value(limits.get("memory"));
        return new LinuxResources(
                CgroupMath.shares(milli(request)),
                milliLimit == 0 ? 0 : CgroupMath.CPU_PERIOD_MICROS,
                milliLimit == 0 ? 0 : CgroupMath.quotaMicros(milliLimit),
                memory,
                memory, // no swap beyond it
                CgroupMath.oomScoreAdj(qos(pod), value(requests.get("memory")), nodeMemoryBytes),
                "",
                "",
                Map.of(),
                Map.of());
    }

    private static long milli(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.milliValue();
    }

    private static long value(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.value();
    }
}
