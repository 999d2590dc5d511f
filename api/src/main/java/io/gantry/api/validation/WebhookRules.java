package io.gantry.api.validation;

import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.MutatingWebhook;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.ServiceReference;
import io.gantry.api.admissionregistration.v1.ValidatingWebhook;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.WebhookClientConfig;
import io.gantry.api.names.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configurations of webhooks. What was let in by an older rule may stay as it is when something else changes. */
final class WebhookRules {
    private static final FieldPath WEBHOOKS = FieldPath.of("webhooks");
    private static final List<String> REVIEWS = List.of("v1", "v1beta1");
    private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
    private static final List<String> ALL_SIDE_EFFECTS = List.of("None", "NoneOnDryRun", "Some", "Unknown");
    private static final String FORM = "; desired format: https://host[/path]";

    private WebhookRules() {}

    /** What both sorts have, and is not for the field alone to say. */
    private record Hook(
            String name, @Nullable String sideEffects, List<String> reviews, List<MatchCondition> conditions) {
        static Hook of(ValidatingWebhook hook) {
            return new Hook(hook.name(), hook.sideEffects(), hook.admissionReviewVersions(), hook.matchConditions());
        }

        static Hook of(MutatingWebhook hook) {
            return new Hook(hook.name(), hook.sideEffects(), hook.admissionReviewVersions(), hook.matchConditions());
        }

        boolean harmless() {
            return SIDE_EFFECTS.contains(sideEffects);
        }

        boolean reviewKnown() {
            return reviews.isEmpty() || reviews.stream().anyMatch(REVIEWS::contains);
        }
    }

    static void validating(ValidatingWebhookConfiguration configuration, FieldErrors errors) {
        hooks(hooks(configuration), List.of(), errors);
    }

    static void validatingUpdate(
            ValidatingWebhookConfiguration updated, ValidatingWebhookConfiguration old, FieldErrors errors) {
        hooks(hooks(updated), hooks(old), errors);
    }

    static void mutating(MutatingWebhookConfiguration configuration, FieldErrors errors) {
        hooks(hooks(configuration), List.of(), errors);
    }

    static void mutatingUpdate(
            MutatingWebhookConfiguration updated, MutatingWebhookConfiguration old, FieldErrors errors) {
        hooks(hooks(updated), hooks(old), errors);
    }

    private static List<Hook> hooks(ValidatingWebhookConfiguration configuration) {
        return configuration.webhooks().stream().map(Hook::of).toList();
    }

    private static List<Hook> hooks(MutatingWebhookConfiguration configuration) {
        return configuration.webhooks().stream().map(Hook::of).toList();
    }

    private static void hooks(List<Hook> hooks, List<Hook> old, FieldErrors errors) {
        boolean harmless = old.stream().allMatch(Hook::harmless);
        boolean known = old.stream().allMatch(Hook::reviewKnown);
        boolean unique = old.stream().map(Hook::name).distinct().count() == old.size();
        boolean sameConditions = hooks.size() == old.size();
        for (int i = 0; sameConditions && i < hooks.size(); i++) {
            sameConditions = hooks.get(i).conditions().equals(old.get(i).conditions());
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < hooks.size(); i++) {
            Hook hook = hooks.get(i);
            FieldPath path = WEBHOOKS.index(i);
            hook(hook, harmless, path, errors);
            if (!sameConditions) {
                OperationRules.conditions(hook.conditions(), path.child("matchConditions"), errors);
            }
            reviews(hook.reviews(), known, path.child("admissionReviewVersions"), errors);
            if (unique && !hook.name().isEmpty() && !names.add(hook.name())) {
                errors.duplicate(path.child("name"), hook.name());
            }
        }
    }

    private static void hook(Hook hook, boolean harmless, FieldPath path, FieldErrors errors) {
        qualified(hook.name(), path.child("name"), errors);
        String effects = hook.sideEffects();
        List<String> allowed = harmless ? SIDE_EFFECTS : ALL_SIDE_EFFECTS;
        if (effects == null || effects.isEmpty()) {
            errors.required(path.child("sideEffects"), "must specify one of " + String.join(", ", allowed));
        } else {
            errors.optionalOneOf(path.child("sideEffects"), effects, allowed);
        }
    }

    private static void qualified(String name, FieldPath path, FieldErrors errors) {
        List<String> wrong = Names.dns1123Subdomain(name);
        if (name.isEmpty()) {
            errors.required(path, "");
        } else if (!wrong.isEmpty()) {
            errors.invalid(path, name, String.join(",", wrong));
        } else if (name.split("\\.", -1).length < 3) {
            errors.invalid(path, name, "should be a domain with at least three segments separated by dots");
        }
    }

    private static void reviews(List<String> versions, boolean known, FieldPath path, FieldErrors errors) {
        if (versions.isEmpty()) {
            errors.required(path, "must specify one of " + String.join(", ", REVIEWS));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            if (seen.add(versions.get(i))) {
                errors.invalid(path.index(i), versions.get(i), Names.dns1035Label(versions.get(i)));
            } else {
                errors.invalid(path.index(i), versions.get(i), "duplicate version");
            }
        }
        if (known && versions.stream().noneMatch(REVIEWS::contains)) {
            errors.invalid(path, versions, "must include at least one of " + String.join(", ", REVIEWS));
        }
    }

    static void check(WebhookClientConfig client, FieldPath path, FieldErrors errors) {
        String url = client.url();
        ServiceReference service = client.service();
        if ((url == null) == (service == null)) {
            errors.required(path, "exactly one of url or service is required");
        } else if (url != null) {
            url(url, path.child("url"), errors);
        } else if (service != null) {
            service(service, path.child("service"), errors);
        }
    }

    private static void url(String text, FieldPath path, FieldErrors errors) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            errors.required(path, "url must be a valid URL: parse \"" + text + "\": " + e.getReason() + FORM);
            return;
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!scheme.equals("https")) {
            errors.invalid(path, scheme, "'https' is the only allowed URL scheme" + FORM);
        }
        if (uri.getRawAuthority() == null) {
            errors.invalid(path, "", "host must be provided" + FORM);
        }
        absent(uri.getRawUserInfo(), "user information is", path, errors);
        absent(uri.getRawFragment(), "fragments are", path, errors);
        absent(uri.getRawQuery(), "query parameters are", path, errors);
    }

    private static void absent(@Nullable String part, String what, FieldPath path, FieldErrors errors) {
        if (part != null && !part.isEmpty()) {
            errors.invalid(path, part, what + " not permitted in the URL");
        }
    }

    private static void service(ServiceReference service, FieldPath path, FieldErrors errors) {
        if (service.name().isEmpty()) {
            errors.required(path.child("name"), "service name is required");
        }
        if (service.namespace().isEmpty()) {
            errors.required(path.child("namespace"), "service namespace is required");
        }
        Integer port = service.port();
        if (port != null && !Names.portNumber(port).isEmpty()) {
            errors.invalid(path.child("port"), port, "port is not valid: " + String.join(", ", Names.portNumber(port)));
        }
        String given = service.path();
        if (given != null && !given.isEmpty() && !given.equals("/")) {
            path(given, path.child("path"), errors);
        }
    }

    private static void path(String given, FieldPath path, FieldErrors errors) {
        if (given.equals("//")) {
            errors.invalid(path, given, "segment[0] may not be empty");
            return;
        }
        if (!given.startsWith("/")) {
            errors.invalid(path, given, "must start with a '/'");
        }
        String inner = given.substring(1);
        String[] steps = (inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            if (steps[i].isEmpty()) {
                errors.invalid(path, given, "segment[" + i + "] may not be empty");
            } else {
                for (String wrong : Names.dns1123Subdomain(steps[i])) {
                    errors.invalid(path, given, "segment[" + i + "]: " + wrong);
                }
            }
        }
    }
}
