package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import org.jspecify.annotations.Nullable;

/**
 * Mutating policies, then mutating webhooks; when one of them changed the object, the steps before them go over it again, and
 * after these the policies and webhooks that wish so. A request that nobody wants costs a look at empty collections.
 * Thread-safe.
 */
final class Reinvoker implements Admission {
    /** Who may take part. */
    interface Source {
        /** Null for no part in anything. */
        @Nullable
        MutationRound round(AdmissionRequest request);
    }

    private final Admission before;
    private final Source policies;
    private final Source webhooks;

    /** @param before the steps that mutate before */
    Reinvoker(Admission before, Source policies, Source webhooks) {
        this.before = before;
        this.policies = policies;
        this.webhooks = webhooks;
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) {
        AdmissionRequest shown = request.main() ? request : SubresourceView.of(request);
        MutationRound one = policies.round(shown);
        MutationRound two = webhooks.round(shown);
        if (one == null && two == null) {
            return object;
        }
        KubeObject given = shown == request || shown.object() == null ? object : shown.object();
        KubeObject result = one == null ? given : one.first(given);
        result = two == null ? result : two.first(result);
        if (result == given) {
            return object;
        }
        if (given == object) {
            result = before.mutate(request.withObject(result), result);
        }
        result = one == null ? result : one.again(result);
        result = two == null ? result : two.again(result);
        return given == object ? result : SubresourceView.changed(object, result);
    }
}
