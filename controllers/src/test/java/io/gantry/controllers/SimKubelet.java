package io.gantry.controllers;

import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.BindingBuilder;
import io.gantry.api.core.v1.BindingType;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodConditionBuilder;
import io.gantry.api.core.v1.PodIP;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusType;
import io.gantry.client.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Scheduler and node in one: runs pods at once, ends those that are deleted. What it does can be held back. */
public final class SimKubelet {
    private final SimCluster cluster;
    private int addresses = 1;

    /** Which pods are bound to a node. */
    public Predicate<Pod> binds = _ -> true;
    /** Which bound pods run. */
    public Predicate<Pod> runs = _ -> true;
    /** Which running pods become ready. */
    public Predicate<Pod> readies = _ -> true;
    /** The phase that a pod comes to when it is started; one that is not Running has ended. */
    public Function<Pod, String> phases = _ -> "Running";
    /** Which deleted pods end. */
    public Predicate<Pod> ends = _ -> true;
    /** Pods go to these nodes in turn. */
    public List<String> nodes = List.of("node1", "node2");

    SimKubelet(SimCluster cluster) {
        this.cluster = cluster;
    }

    boolean step() {
        for (Pod pod : cluster.list(PodType.KIND)) {
            if (step(pod)) {
                return true;
            }
        }
        return false;
    }

    private boolean step(Pod pod) {
        String phase = Objects.requireNonNullElse(pod.status().phase(), "Pending");
        String node = Objects.requireNonNullElse(pod.spec().nodeName(), "");
        if (pod.metadata().deletionTimestamp() != null) {
            boolean finishing = pod.metadata().deletionGracePeriodSeconds() == null
                    || pod.metadata().deletionGracePeriodSeconds() == 0;
            if (finishing || node.isEmpty() || !ends.test(pod)) {
                return false;
            }
            cluster.client.delete(
                    PodType.KIND,
                    pod.namespace(),
                    pod.name(),
                    DeleteOptionsBuilder.of().gracePeriodSeconds(0L).build());
            return true;
        }
        if (node.isEmpty()) {
            if (!binds.test(pod)) {
                return false;
            }
            bind(pod, nodes.get(addresses % nodes.size()));
            return true;
        }
        if (phase.equals("Pending") && runs.test(pod)) {
            addresses++;
            String next = phases.apply(pod);
            write(pod, next, next.equals("Running") && readies.test(pod));
            return true;
        }
        boolean ready = pod.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
        if (phase.equals("Running") && ready != readies.test(pod)) {
            write(pod, phase, !ready);
            return true;
        }
        return false;
    }

    private void bind(Pod pod, String node) {
        addresses++;
        Binding binding = BindingBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .namespace(pod.namespace())
                        .name(pod.name())
                        .uid(pod.uid())
                        .build())
                .target(ObjectReferenceBuilder.of().kind("Node").name(node).build())
                .build();
        Status answer = cluster.client.post(
                PodType.KIND, pod.namespace(), pod.name(), "binding", BindingType.KIND, binding, StatusType.KIND);
        assert answer == null;
    }

    /** Ends a pod, as its containers would. */
    public void finish(Pod pod, String phase) {
        write(pod, phase, false);
    }

    private void write(Pod pod, String phase, boolean ready) {
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("Ready"));
        conditions.add(PodConditionBuilder.of()
                .type("Ready")
                .status(ready ? "True" : "False")
                .lastTransitionTime(cluster.time.now())
                .build());
        String ip = pod.status().podIP() == null
                ? "10.0.0." + addresses
                : pod.status().podIP();
        cluster.client.updateStatus(
                PodType.KIND,
                PodBuilder.of(pod)
                        .status(PodStatusBuilder.of(pod.status())
                                .phase(phase)
                                .podIP(ip)
                                .podIPs(List.of(new PodIP(ip)))
                                .conditions(conditions)
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
    }
}
