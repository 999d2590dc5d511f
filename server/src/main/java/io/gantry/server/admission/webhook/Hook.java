package io.gantry.server.admission.webhook;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.MutatingWebhook;
import io.gantry.api.admissionregistration.v1.RuleWithOperations;
import io.gantry.api.admissionregistration.v1.ValidatingWebhook;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.meta.v1.LabelSelector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One webhook of either sort.
 *
 * @param ignoreFailure what cannot be asked is let through, not refused
 * @param exact rules mean the version that they name and no other of the same resource
 * @param conditions expressions that must be true, too
 * @param again the webhook wants to see what others changed after it
 */
record Hook(
        String name,
        WebhookClientConfig client,
        List<RuleWithOperations> rules,
        @Nullable LabelSelector namespaces,
        @Nullable LabelSelector objects,
        boolean ignoreFailure,
        boolean exact,
        String sideEffects,
        Duration timeout,
        List<MatchCondition> conditions,
        boolean again) {
    private static final int DEFAULT_SECONDS = 10;

    static Hook of(MutatingWebhook hook) {
        return new Hook(
                hook.name(),
                hook.clientConfig(),
                hook.rules(),
                hook.namespaceSelector(),
                hook.objectSelector(),
                "Ignore".equals(hook.failurePolicy()),
                "Exact".equals(hook.matchPolicy()),
                hook.sideEffects(),
                seconds(hook.timeoutSeconds()),
                hook.matchConditions(),
                "IfNeeded".equals(hook.reinvocationPolicy()));
    }

    static Hook of(ValidatingWebhook hook) {
        return new Hook(
                hook.name(),
                hook.clientConfig(),
                hook.rules(),
                hook.namespaceSelector(),
                hook.objectSelector(),
                "Ignore".equals(hook.failurePolicy()),
                "Exact".equals(hook.matchPolicy()),
                hook.sideEffects(),
                seconds(hook.timeoutSeconds()),
                hook.matchConditions(),
                false);
    }

    private static Duration seconds(@Nullable Integer seconds) {
        return Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds);
    }
}
