package io.gantry.server.auth.webhook;

import io.gantry.api.codec.Tree;
import io.gantry.base.Time;
import io.gantry.server.auth.ExpiringCache;
import io.gantry.server.auth.LimitedLog;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a server what a user may do, by a SubjectAccessReview. While it cannot be asked it has no opinion, or denies if that
 * is its policy, and says why, so that a request which nobody else allows is answered with an error. Thread-safe; waits for
 * the server.
 */
public final class WebhookAuthorizer implements Authorizer {
    private static final System.Logger LOG = System.getLogger(WebhookAuthorizer.class.getName());

    private static final int REMEMBERED = 8192;

    /** Characters that the client chose: what is longer is not remembered, so that nobody fills the memory. */
    private static final int LONGEST = 10_000;

    private final AccessWebhook webhook;
    private final ReviewCall call;
    private final LimitedLog failures;
    private final ExpiringCache<Decision> cache;

    public WebhookAuthorizer(AccessWebhook webhook, Time time) {
        this.webhook = webhook;
        this.call = new ReviewCall(
                webhook.remote(),
                "authorization.k8s.io",
                webhook.version(),
                "SubjectAccessReview",
                webhook.timeout(),
                time);
        this.failures = new LimitedLog(LOG, time);
        this.cache = new ExpiringCache<>(time, REMEMBERED);
    }

    @Override
    public Decision authorize(Attributes request) {
        try {
            return webhook.conditions().hold(() -> ReviewSpec.whole(request))
                    ? review(request)
                    : Decision.noOpinion("");
        } catch (ReviewFailure e) {
            failures.log(Level.ERROR, () -> "an access was not reviewed by " + webhook.name() + ": " + e.getMessage());
            return new Decision(false, webhook.denies(), "", String.valueOf(e.getMessage()));
        }
    }

    private Decision review(Attributes request) throws ReviewFailure {
        Map<String, Object> spec = ReviewSpec.sent(request, webhook.version());
        String key = new String(Tree.toJson(spec), StandardCharsets.UTF_8);
        Decision known = cache.get(key);
        if (known != null) {
            return known;
        }
        Decision decision = ask(spec);
        if (chosenByClient(request) < LONGEST) {
            cache.put(key, decision, decision.allowed() ? webhook.authorizedTtl() : webhook.unauthorizedTtl());
        }
        return decision;
    }

    private Decision ask(Map<String, Object> spec) throws ReviewFailure {
        Map<String, Object> status = call.ask(spec);
        boolean allowed = ReviewCall.flag(status, "allowed");
        boolean denied = ReviewCall.flag(status, "denied");
        String reason = ReviewCall.text(status, "reason");
        if (allowed && denied) {
            return new Decision(
                    false, true, reason, "webhook subject access review returned both allow and deny response");
        }
        return new Decision(allowed, denied, reason, "");
    }

    private static int chosenByClient(Attributes request) {
        return request.namespace().length()
                + request.verb().length()
                + request.group().length()
                + request.version().length()
                + request.resource().length()
                + request.subresource().length()
                + request.name().length()
                + request.path().length()
                + request.fieldSelector().length()
                + request.labelSelector().length();
    }
}
