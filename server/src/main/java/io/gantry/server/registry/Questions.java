package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.request.Reviewer;
import io.gantry.server.request.UserInfo;

/**
 * Kinds that are questions, such as a TokenReview: created, answered and not kept. Admission may change and refuse them as it
 * does with what is kept. Thread-safe.
 */
public final class Questions {
    private final Registries registries;
    private final Reviewer reviewer;

    public Questions(Registries registries, Reviewer reviewer) {
        this.registries = registries;
        this.reviewer = reviewer;
    }

    /**
     * @param namespace where it was posted to; empty for a cluster-scoped kind
     * @return the same kind with its status filled in
     * @throws StatusException 400 or 422 for a malformed question, 404 for a kind that is no question, or admission's refusal
     */
    public Object answer(Kind<?> kind, Object question, String namespace, UserInfo user, boolean dryRun) {
        if (!(question instanceof KubeObject object)) {
            return reviewer.review(question, namespace, user, () -> {});
        }
        AdmissionRequest request =
                new AdmissionRequest(Operation.CREATE, kind, "", namespace, object.name(), object, null, user, dryRun);
        KubeObject admitted = registries.admission().mutate(request, object);
        return reviewer.review(
                admitted, namespace, user, () -> registries.admission().validate(request.withObject(admitted)));
    }
}
