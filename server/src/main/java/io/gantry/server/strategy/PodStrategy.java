package io.gantry.server.strategy;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.quota.QosClass;
import io.gantry.server.registry.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods begin as Pending, end gracefully, and are changed mostly by their subresources. */
public final class PodStrategy extends Strategy<Pod> {
    /** What Kubernetes assumes for a pod whose spec does not say. */
    private static final long DEFAULT_GRACE_SECONDS = 30;

    public PodStrategy() {
        super(PodType.KIND);
    }

    @Override
    public Pod prepareCreate(Pod object, Context context) {
        PodStatusBuilder status = PodStatusBuilder.of().phase("Pending").qosClass(QosClass.of(object.spec()));
        if (!object.spec().schedulingGates().isEmpty()) {
            status.conditions(List.of(new PodCondition(
                    "PodScheduled",
                    "False",
                    null,
                    null,
                    "SchedulingGated",
                    "Scheduling is blocked due to non-empty scheduling gates",
                    null)));
        }
        return new Pod(object.metadata(), object.spec(), status.build());
    }

    @Override
    public Pod prepareStatus(Pod next, Pod old, Context context) {
        Pod prepared = super.prepareStatus(next, old, context);
        String quality = old.status().qosClass();
        return quality == null || quality.equals(prepared.status().qosClass())
                ? prepared
                : new Pod(
                        prepared.metadata(),
                        prepared.spec(),
                        PodStatusBuilder.of(prepared.status()).qosClass(quality).build());
    }

    @Override
    public Pod prepareSubresource(String subresource, Pod next, Pod old, Context context) {
        return switch (subresource) {
            case "binding" -> next;
            case "ephemeralcontainers" ->
                new Pod(
                        withStatusMetadata(old, next).metadata(),
                        PodSpecBuilder.of(old.spec())
                                .ephemeralContainers(next.spec().ephemeralContainers())
                                .build(),
                        old.status());
            case "resize" ->
                new Pod(
                        withStatusMetadata(old, next).metadata(),
                        PodSpecBuilder.of(old.spec())
                                .containers(resized(
                                        old.spec().containers(), next.spec().containers()))
                                .initContainers(resized(
                                        old.spec().initContainers(), next.spec().initContainers()))
                                .resources(next.spec().resources())
                                .build(),
                        old.status());
            default -> super.prepareSubresource(subresource, next, old, context);
        };
    }

    /** The containers with the resources they shall have; other containers than before are left for validation to refuse. */
    private static List<Container> resized(List<Container> old, List<Container> next) {
        if (!names(old).equals(names(next))) {
            return next;
        }
        List<Container> result = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            result.add(ContainerBuilder.of(old.get(i))
                    .resources(next.get(i).resources())
                    .resizePolicy(next.get(i).resizePolicy())
                    .build());
        }
        return result;
    }

    private static List<String> names(List<Container> containers) {
        return containers.stream().map(Container::name).toList();
    }

    @Override
    public @Nullable Long gracePeriodSeconds(Pod object, @Nullable Long requested) {
        String node = object.spec().nodeName();
        String phase = object.status().phase();
        if (node == null || node.isEmpty() || "Failed".equals(phase) || "Succeeded".equals(phase)) {
            return 0L; // nobody runs it: nobody would end it either
        }
        Long own = object.spec().terminationGracePeriodSeconds();
        long seconds = requested != null ? requested : own != null ? own : DEFAULT_GRACE_SECONDS;
        return seconds < 0 ? 1L : seconds;
    }
}
