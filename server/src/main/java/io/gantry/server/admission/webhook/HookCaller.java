package io.gantry.server.admission.webhook;

import io.gantry.api.admission.v1.AdmissionResponse;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.metrics.AdmissionMetrics;
import io.gantry.server.metrics.AdmissionMetrics.Half;
import io.gantry.server.metrics.HookMetrics.Why;
import io.gantry.server.registry.Registries;
import io.gantry.server.remote.TlsTrust;
import io.gantry.server.request.RequestTrace;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks one webhook about one request. Thread-safe. */
final class HookCaller {
    private static final System.Logger LOG = System.getLogger(HookCaller.class.getName());

    private final Supplier<Registries> registries;
    private final AdmissionMetrics metrics;
    private final Time time;
    private final HookSender sender;

    HookCaller(Supplier<Registries> registries, TlsTrust trust, AdmissionMetrics metrics, Time time) {
        this.registries = registries;
        this.metrics = metrics;
        this.time = time;
        this.sender = new HookSender(registries, trust, time);
    }

    /**
     * The answer; empty when there is none and the hook's policy is to go on without.
     *
     * @param trace where the time is noted; null when nobody wants to know
     * @throws StatusException when there is none and the policy is to fail, or when the hook cannot be asked for a dry run
     */
    Optional<AdmissionResponse> ask(
            Hook hook, AdmissionRequest request, boolean mutating, @Nullable RequestTrace trace) {
        String operation = request.operation().name();
        Half half = mutating ? Half.ADMIT : Half.VALIDATE;
        if (request.dryRun()
                && !hook.sideEffects().equals("None")
                && !hook.sideEffects().equals("NoneOnDryRun")) {
            metrics.hooks().rejected(hook.name(), half, operation, Why.APISERVER_INTERNAL_ERROR, 0);
            throw StatusException.badRequest("admission webhook \"" + hook.name() + "\" does not support dry run");
        }
        long began = time.nanoTime();
        boolean rejected = true;
        int code = 0;
        try {
            AdmissionResponse answer = call(hook, request, mutating);
            rejected = !Boolean.TRUE.equals(answer.allowed());
            code = rejected ? code(hook, answer) : 200;
            if (rejected) {
                metrics.hooks().rejected(hook.name(), half, operation, Why.NO_ERROR, code);
            }
            return Optional.of(answer);
        } catch (HookFailure e) {
            rejected = !hook.ignoreFailure();
            code = e.code();
            if (!hook.ignoreFailure()) {
                metrics.hooks().rejected(hook.name(), half, operation, Why.CALLING_WEBHOOK_ERROR, code);
                throw e.refusal(hook);
            }
            metrics.hooks().failedOpen(hook.name(), half);
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Failed calling webhook, failing open " + hook.name() + ": " + e.getMessage());
            return Optional.empty();
        } finally {
            long now = time.nanoTime();
            metrics.webhook(hook.name(), half, operation, rejected, now - began);
            metrics.hooks().asked(hook.name(), half, operation, code, rejected);
            if (trace != null) {
                trace.webhook(hook.name(), began, now);
            }
        }
    }

    private static int code(Hook hook, AdmissionResponse answer) {
        Integer code = Review.refusal(hook, answer).status().code();
        return code == null ? 400 : code;
    }

    private AdmissionResponse call(Hook hook, AdmissionRequest request, boolean mutating) throws HookFailure {
        String uid = registries.get().names().uid();
        HttpsPost.Answer answer = sender.send(hook, Review.question(uid, request));
        if (answer.status() < 200 || answer.status() > 299) {
            throw new HookFailure("failed to call webhook: " + text(answer), answer.status());
        }
        return Review.answer(answer.body(), uid, mutating);
    }

    private static String text(HttpsPost.Answer answer) {
        if (answer.status() == 404) {
            return "the server could not find the requested resource";
        }
        if (answer.status() >= 500) {
            return "an error on the server (\""
                    + new String(answer.body(), StandardCharsets.UTF_8).strip()
                    + "\") has prevented the request from succeeding";
        }
        return "the server rejected our request for an unknown reason";
    }
}
