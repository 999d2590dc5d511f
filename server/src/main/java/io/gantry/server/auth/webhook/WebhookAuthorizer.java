package io.gantry.server.auth.webhook;

import io.gantry.api.codec.Tree;
import io.gantry.api.select.FieldSelector;
import io.gantry.base.Time;
import io.gantry.server.auth.ExpiringCache;
import io.gantry.server.request.Attributes;
import io.gantry.server.request.Authorizer;
import io.gantry.server.request.Decision;
import io.gantry.server.request.UserInfo;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a server what a user may do, by a SubjectAccessReview. It has no opinion while it cannot be asked, and says why, so
 * that a request which nobody else allows is answered with an error. Thread-safe; waits for the server.
 */
public final class WebhookAuthorizer implements Authorizer {
    private static final System.Logger LOG = System.getLogger(WebhookAuthorizer.class.getName());

    private static final int REMEMBERED = 8192;

    /** Characters that the client chose: what is longer is not remembered, so that nobody fills the memory. */
    private static final int LONGEST = 10_000;

    private static final Set<String> SELECTING = Set.of("list", "watch", "deletecollection");

    private final AccessWebhook webhook;
    private final ReviewCall call;
    private final ExpiringCache<Decision> cache;

    public WebhookAuthorizer(AccessWebhook webhook, Time time) {
        this.webhook = webhook;
        this.call = new ReviewCall(
                webhook.remote(), "authorization.k8s.io", webhook.version(), "SubjectAccessReview", time);
        this.cache = new ExpiringCache<>(time, REMEMBERED);
    }

    @Override
    public Decision authorize(Attributes request) {
        Map<String, Object> spec = spec(request);
        String key = new String(Tree.toJson(spec), StandardCharsets.UTF_8);
        Decision known = cache.get(key);
        if (known != null) {
            return known;
        }
        Decision decision;
        try {
            decision = ask(spec);
        } catch (ReviewFailure e) {
            LOG.log(Level.ERROR, "an access was not reviewed: {0}", e.getMessage());
            return new Decision(false, false, "", String.valueOf(e.getMessage()));
        }
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

    private Map<String, Object> spec(Attributes request) {
        Map<String, Object> spec = new LinkedHashMap<>();
        if (request.resourceRequest()) {
            Map<String, Object> resource = new LinkedHashMap<>();
            put(resource, "namespace", request.namespace());
            put(resource, "verb", request.verb());
            put(resource, "group", request.group());
            put(resource, "version", request.version());
            put(resource, "resource", request.resource());
            put(resource, "subresource", request.subresource());
            put(resource, "name", request.name());
            List<Object> fields = fields(request);
            if (!fields.isEmpty()) {
                resource.put("fieldSelector", Map.of("requirements", fields));
            }
            spec.put("resourceAttributes", resource);
        } else {
            Map<String, Object> path = new LinkedHashMap<>();
            put(path, "path", request.path());
            put(path, "verb", request.verb());
            spec.put("nonResourceAttributes", path);
        }
        UserInfo user = request.user();
        put(spec, "user", user.name());
        if (!user.groups().isEmpty()) {
            spec.put(webhook.version().equals(WebhookVersions.BETA) ? "group" : "groups", user.groups());
        }
        if (!user.extra().isEmpty()) {
            spec.put("extra", user.extra());
        }
        put(spec, "uid", user.uid());
        return spec;
    }

    /** What the field selector asks for; nothing for one that cannot be read, which then narrows nothing. */
    private static List<Object> fields(Attributes request) {
        if (request.fieldSelector().isEmpty() || !SELECTING.contains(request.verb())) {
            return List.of();
        }
        FieldSelector selector;
        try {
            selector = FieldSelector.parse(request.fieldSelector());
        } catch (IllegalArgumentException e) {
            LOG.log(Level.DEBUG, "a field selector that cannot be read is not shown to the webhook", e);
            return List.of();
        }
        return selector.requirements().stream()
                .<Object>map(WebhookAuthorizer::requirement)
                .toList();
    }

    /** In this order, since the text is the cache's key. */
    private static Map<String, Object> requirement(FieldSelector.Term term) {
        Map<String, Object> requirement = new LinkedHashMap<>();
        requirement.put("key", term.field());
        requirement.put("operator", term.equal() ? "In" : "NotIn");
        requirement.put("values", List.of(term.value()));
        return requirement;
    }

    private static void put(Map<String, Object> map, String field, String value) {
        if (!value.isEmpty()) {
            map.put(field, value);
        }
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
                + request.fieldSelector().length();
    }
}
