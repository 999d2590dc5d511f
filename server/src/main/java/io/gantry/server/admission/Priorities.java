package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.scheduling.v1.PriorityClass;
import io.gantry.api.scheduling.v1.PriorityClassType;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registries;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Kubernetes' {@code Priority}: a pod's priority is a number that follows from the name of its class. */
final class Priorities implements Admission {
    private final Supplier<Registries> registries;

    Priorities(Supplier<Registries> registries) {
        this.registries = registries;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        if (!request.main() || !(object instanceof Pod pod)) {
            return object;
        }
        PodSpec spec = pod.spec();
        if (request.operation() == Operation.UPDATE) {
            return request.old() instanceof Pod old
                            && spec.priority() == null
                            && old.spec().priority() != null
                    ? new Pod(
                            pod.metadata(),
                            PodSpecBuilder.of(spec)
                                    .priority(old.spec().priority())
                                    .preemptionPolicy(
                                            spec.preemptionPolicy() == null
                                                    ? old.spec().preemptionPolicy()
                                                    : spec.preemptionPolicy())
                                    .build(),
                            pod.status())
                    : pod;
        }
        PriorityClass priorityClass = classOf(request, pod);
        Integer value = priorityClass == null ? null : priorityClass.value();
        int priority = value == null ? 0 : value;
        String policy = priorityClass == null ? null : priorityClass.preemptionPolicy();
        policy = policy == null ? "PreemptLowerPriority" : policy;
        if (spec.priority() != null && spec.priority() != priority) {
            throw request.forbidden("the integer value of priority (" + spec.priority()
                    + ") must not be provided in pod spec; priority admission controller computed " + priority
                    + " from the given PriorityClass name");
        }
        if (spec.preemptionPolicy() != null && !spec.preemptionPolicy().equals(policy)) {
            throw request.forbidden("the string value of PreemptionPolicy (" + spec.preemptionPolicy()
                    + ") must not be provided in pod spec; priority admission controller computed " + policy
                    + " from the given PriorityClass name");
        }
        PodSpecBuilder builder = PodSpecBuilder.of(spec).priority(priority).preemptionPolicy(policy);
        if (priorityClass != null) {
            builder.priorityClassName(priorityClass.name());
        }
        return new Pod(pod.metadata(), builder.build(), pod.status());
    }

    @Override
    public void validate(AdmissionRequest request) {
        if (request.operation() == Operation.DELETE
                || !request.main()
                || !(request.object() instanceof PriorityClass given)
                || !Boolean.TRUE.equals(given.globalDefault())) {
            return;
        }
        PriorityClass known = byDefault();
        if (known != null
                && (request.operation() == Operation.CREATE || !known.name().equals(given.name()))) {
            throw request.forbidden(
                    "PriorityClass " + known.name() + " is already marked as default. Only one default can exist");
        }
    }

    private @Nullable PriorityClass classOf(AdmissionRequest request, Pod pod) {
        var classes = registries.get().registry(PriorityClassType.KIND);
        String name = pod.spec().priorityClassName();
        if (name != null && !name.isEmpty()) {
            PriorityClass priorityClass = classes.find("", name);
            if (priorityClass == null) {
                throw request.forbidden("no PriorityClass with name " + name + " was found");
            }
            return priorityClass;
        }
        return byDefault();
    }

    /** Of several defaults the lowest counts. */
    private @Nullable PriorityClass byDefault() {
        return registries.get().registry(PriorityClassType.KIND).all("").stream()
                .filter(each -> Boolean.TRUE.equals(each.globalDefault()))
                .min(Comparator.comparingInt(each -> {
                    Integer value = each.value();
                    return value == null ? 0 : value;
                }))
                .orElse(null);
    }
}
