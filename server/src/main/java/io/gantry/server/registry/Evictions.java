package io.gantry.server.registry;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.StatusBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.meta.v1.StatusDetailsBuilder;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.policy.v1.PodDisruptionBudget;
import io.gantry.api.policy.v1.PodDisruptionBudgetStatusBuilder;
import io.gantry.api.policy.v1.PodDisruptionBudgetType;
import io.gantry.api.select.LabelSelector;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.server.request.RequestScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes pods only as fast as their disruption budgets allow. The permission is taken out of the budget's status by a
 * conditional write, so that no two evictions use the same one. Thread-safe.
 */
public final class Evictions {
    private final Registries registries;
    private final Time time;

    public Evictions(Registries registries, Time time) {
        this.registries = registries;
        this.time = time;
    }

    public void evict(String namespace, String name, Eviction given, boolean dryRun) {
        Pod pod = registries.registry(PodType.KIND).get(namespace, name);
        boolean dry = dryRun || !options(given).dryRun().isEmpty();
        AdmissionRequest asked = new AdmissionRequest(
                Operation.CREATE,
                PodType.KIND,
                "eviction",
                namespace,
                name,
                given,
                null,
                RequestScope.currentUser(),
                dry);
        Eviction eviction = (Eviction) registries.admission().mutate(asked, given);
        registries.admission().validate(asked.withObject(eviction));
        DeleteOptions options = options(eviction);
        if (!canIgnoreBudgets(pod)) {
            List<PodDisruptionBudget> budgets =
                    registries.registry(PodDisruptionBudgetType.KIND).all(namespace).stream()
                            .filter(budget -> covers(budget, pod))
                            .toList();
            if (budgets.size() > 1) {
                throw StatusException.of(
                        500,
                        "InternalError",
                        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
            }
            if (!budgets.isEmpty()) {
                take(budgets.getFirst(), pod, dry);
            }
        }
        registries
                .registry(PodType.KIND)
                .deleteAdmitted(
                        namespace,
                        name,
                        DeleteOptionsBuilder.of(options)
                                .dryRun(dry ? List.of("All") : List.of())
                                .build());
    }

    private static DeleteOptions options(Eviction eviction) {
        DeleteOptions options = eviction.deleteOptions();
        return options == null ? DeleteOptionsType.EMPTY : options;
    }

    private static boolean canIgnoreBudgets(Pod pod) {
        String phase = pod.status().phase();
        return Metas.deleting(pod) || "Succeeded".equals(phase) || "Failed".equals(phase) || "Pending".equals(phase);
    }

    private static boolean covers(PodDisruptionBudget budget, Pod pod) {
        return LabelSelector.of(budget.spec().selector()).matches(pod.metadata().labels());
    }

    private void take(PodDisruptionBudget budget, Pod pod, boolean dryRun) {
        registries
                .registry(PodDisruptionBudgetType.KIND)
                .update(
                        budget.namespace(),
                        budget.name(),
                        "status",
                        current -> new Edited<>(taken(current, pod), null),
                        null,
                        new WriteOptions("", dryRun, false));
    }

    private PodDisruptionBudget taken(PodDisruptionBudget budget, Pod pod) {
        var status = budget.status();
        int healthy = orZero(status.currentHealthy());
        int desired = orZero(status.desiredHealthy());
        String policy = budget.spec().unhealthyPodEvictionPolicy();
        if (!ready(pod) && ("AlwaysAllow".equals(policy) || (healthy >= desired && desired > 0))) {
            return budget;
        }
        Long observed = status.observedGeneration();
        Long generation = budget.metadata().generation();
        if (generation != null && (observed == null || observed < generation)) {
            throw refused(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    "The disruption budget " + budget.name() + " is still being processed by the server.",
                    10);
        }
        int allowed = orZero(status.disruptionsAllowed());
        if (allowed <= 0) {
            throw refused(
                    "Cannot evict pod as it would violate the pod's disruption budget.",
                    "The disruption budget " + budget.name() + " needs " + desired + " healthy pods and has " + healthy
                            + " currently",
                    0);
        }
        Map<String, Instant> disrupted = new HashMap<>(status.disruptedPods());
        disrupted.put(pod.name(), time.now().truncatedTo(ChronoUnit.SECONDS));
        return new PodDisruptionBudget(
                budget.metadata(),
                budget.spec(),
                PodDisruptionBudgetStatusBuilder.of(status)
                        .disruptionsAllowed(allowed - 1)
                        .disruptedPods(disrupted)
                        .build());
    }

    private static boolean ready(Pod pod) {
        return pod.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static StatusException refused(String message, String cause, int retryAfterSeconds) {
        return new StatusException(StatusBuilder.of()
                .status("Failure")
                .code(429)
                .reason("TooManyRequests")
                .message(message)
                .details(StatusDetailsBuilder.of()
                        .causes(List.of(new StatusCause("DisruptionBudget", cause, null)))
                        .retryAfterSeconds(retryAfterSeconds == 0 ? null : retryAfterSeconds)
                        .build())
                .build());
    }
}
