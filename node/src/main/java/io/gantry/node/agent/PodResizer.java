package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ResourceRequirements;
import io.gantry.node.pod.Observed;
import io.gantry.node.pod.ObservedContainer;
import io.gantry.node.pod.PodAllocation;
import io.gantry.node.pod.PodView;
import io.gantry.node.pod.ResizePlan;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.LinuxResources;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes true what was promised to a pod: limits of its group and of the containers that go on. Can be repeated. */
final class PodResizer {
    private final ContainerRuntime runtime;
    private final PodCgroups cgroups;

    PodResizer(ContainerRuntime runtime, PodCgroups cgroups) {
        this.runtime = runtime;
        this.cgroups = cgroups;
    }

    /** Returns why it cannot be done now; {@code null} when it is done. */
    @Nullable
    String resize(PodView view) throws InterruptedException {
        Pod pod = view.pod();
        try {
            LinuxResources podNow = cgroups.limits(pod);
            LinuxResources podThen = PodCgroups.pod(pod);
            List<ResizePlan.Change> changes = changes(view);
            if (ResizePlan.lowersMemory(podNow, podThen, changes)) {
                String refusal = ResizePlan.refusal(podNow, podThen, changes, usage(view.observed()));
                if (refusal != null) {
                    return refusal;
                }
            }
            for (ResizePlan.Step step : ResizePlan.steps(podNow, podThen, changes)) {
                perform(pod, step);
            }
            return null;
        } catch (RuntimeFailure e) {
            return e.reason().message();
        } catch (IOException e) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private List<ResizePlan.Change> changes(PodView view) {
        PodAllocation allocation = view.resize().allocation();
        List<ResizePlan.Change> changes = new ArrayList<>();
        for (Container container : PodAllocation.resizable(view.pod())) {
            ResourceRequirements old = allocation.applied().get(container.name());
            ObservedContainer current = view.observed().current(container.name());
            if (old == null || current == null || !current.running()) {
                continue;
            }
            changes.add(new ResizePlan.Change(
                    container.name(),
                    current.status().id(),
                    cgroups.container(
                            view.pod(),
                            ContainerBuilder.of(container).resources(old).build()),
                    cgroups.container(view.pod(), container)));
        }
        return changes;
    }

    /** Bytes that each container uses, by name. */
    private Map<String, Long> usage(Observed observed) throws InterruptedException {
        Map<String, Long> usage = new HashMap<>();
        for (String name : observed.containers().keySet()) {
            ObservedContainer current = observed.current(name);
            if (current != null && current.running()) {
                runtime.containerStats(current.status().id())
                        .ifPresent(stats -> usage.put(name, stats.memoryUsageBytes()));
            }
        }
        return usage;
    }

    private void perform(Pod pod, ResizePlan.Step step) throws IOException, InterruptedException {
        switch (step) {
            case ResizePlan.PodMemory memory -> cgroups.setMemory(pod, memory.bytes());
            case ResizePlan.PodCpuLimit cpu -> cgroups.setCpuLimit(pod, cpu.limits());
            case ResizePlan.PodCpuShares shares -> cgroups.setShares(pod, shares.shares());
            case ResizePlan.ContainerLimits limits ->
                runtime.updateContainerResources(limits.containerId(), limits.limits());
        }
    }
}
