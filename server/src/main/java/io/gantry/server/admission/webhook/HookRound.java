package io.gantry.server.admission.webhook;

import io.gantry.api.KubeObject;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.MutationRound;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mutating hooks' part in a request: they are asked one after the other. */
final class HookRound implements MutationRound {
    private final Webhooks webhooks;
    private final List<Hook> hooks;
    private final AdmissionRequest request;
    /** Hooks that wish to see what changes after them, when nothing has yet. */
    private final Set<Hook> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Hook> due = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable KubeObject last;

    HookRound(Webhooks webhooks, List<Hook> hooks, AdmissionRequest request) {
        this.webhooks = webhooks;
        this.hooks = hooks;
        this.request = request;
    }

    @Override
    public KubeObject first(KubeObject object) {
        KubeObject result = object;
        for (Hook hook : hooks) {
            AdmissionRequest current = request.withObject(result);
            if (webhooks.wants(hook, current)) {
                KubeObject next = webhooks.mutated(hook, current, result);
                if (!next.equals(result)) {
                    result = next;
                    due.addAll(waiting);
                    waiting.clear();
                }
                if (hook.again()) {
                    waiting.add(hook);
                }
            }
        }
        last = result;
        return result;
    }

    @Override
    public KubeObject again(KubeObject object) {
        if (!object.equals(last)) {
            due.addAll(waiting);
        }
        KubeObject result = object;
        for (Hook hook : hooks) {
            AdmissionRequest current = request.withObject(result);
            if (due.contains(hook) && webhooks.wants(hook, current)) {
                result = webhooks.mutated(hook, current, result);
            }
        }
        return result;
    }
}
