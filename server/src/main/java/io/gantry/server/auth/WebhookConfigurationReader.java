package io.gantry.server.auth;

import io.gantry.api.codec.Scalars;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.auth.webhook.ReviewConditions;
import io.gantry.server.config.ConfigurationFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code webhook} of authorizers. As in Kubernetes, errors name its fields as though they were the authorizer's own.
 */
final class WebhookConfigurationReader {
    private static final Set<String> FIELDS = Set.of(
            "authorizedTTL",
            "cacheAuthorizedRequests",
            "unauthorizedTTL",
            "cacheUnauthorizedRequests",
            "timeout",
            "subjectAccessReviewVersion",
            "matchConditionSubjectAccessReviewVersion",
            "failurePolicy",
            "connectionInfo",
            "matchConditions");
    private static final Duration AUTHORIZED_TTL = Duration.ofMinutes(5);
    private static final Duration UNAUTHORIZED_TTL = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String KUBECONFIG = "KubeConfigFile";
    private static final String IN_CLUSTER = "InClusterConfig";

    private final ConfigurationFields fields;
    private final FieldErrors errors;

    WebhookConfigurationReader(ConfigurationFields fields, FieldErrors errors) {
        this.fields = fields;
        this.errors = errors;
    }

    /**
     * Only good if no error was added.
     *
     * @param path of the authorizer
     */
    WebhookConfiguration read(Object value, FieldPath path) {
        FieldPath inside = path.child("webhook");
        Map<?, ?> given = fields.object(value, inside, FIELDS);
        Duration timeout = fields.duration(given.get("timeout"), inside.child("timeout"));
        if (timeout.isZero()) {
            errors.required(path.child("timeout"), "");
        } else if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
            errors.invalid(path.child("timeout"), Scalars.duration(timeout), "must be > 0s and <= 30s");
        }
        Duration authorized = ttl(given, "authorizedTTL", AUTHORIZED_TTL, path);
        Duration unauthorized = ttl(given, "unauthorizedTTL", UNAUTHORIZED_TTL, path);
        boolean keepYes =
                fields.flag(given.get("cacheAuthorizedRequests"), inside.child("cacheAuthorizedRequests"), true);
        boolean keepNo =
                fields.flag(given.get("cacheUnauthorizedRequests"), inside.child("cacheUnauthorizedRequests"), true);
        String version = text(given, "subjectAccessReviewVersion", inside);
        errors.oneOf(path.child("subjectAccessReviewVersion"), version, List.of("v1", "v1beta1"));
        String policy = text(given, "failurePolicy", inside);
        errors.oneOf(path.child("failurePolicy"), policy, List.of("NoOpinion", "Deny"));
        Path kubeconfig = kubeconfig(given.get("connectionInfo"), path);
        ReviewConditions conditions = conditions(given, path);
        return new WebhookConfiguration(
                kubeconfig,
                version,
                timeout,
                keepYes ? authorized : Duration.ZERO,
                keepNo ? unauthorized : Duration.ZERO,
                policy.equals("Deny"),
                conditions);
    }

    private Duration ttl(Map<?, ?> given, String name, Duration otherwise, FieldPath path) {
        Duration ttl = fields.duration(given.get(name), path.child("webhook").child(name));
        if (ttl.isNegative()) {
            errors.invalid(path.child(name), Scalars.duration(ttl), "must be > 0s");
        }
        return ttl.isZero() ? otherwise : ttl;
    }

    private Path kubeconfig(@Nullable Object value, FieldPath path) {
        FieldPath inside = path.child("webhook").child("connectionInfo");
        FieldPath at = path.child("connectionInfo");
        Map<?, ?> given = fields.object(value, inside, Set.of("type", "kubeConfigFile"));
        String type = text(given, "type", inside);
        String file = text(given, "kubeConfigFile", inside);
        Path kubeconfig = Path.of(file);
        switch (type) {
            case "" -> errors.required(at.child("type"), "");
            case IN_CLUSTER ->
                errors.invalid(
                        at.child("type"),
                        type,
                        "not allowed here, since the API server would ask itself; use " + KUBECONFIG);
            case KUBECONFIG -> {
                FieldPath fileAt = at.child("kubeConfigFile");
                if (file.isEmpty()) {
                    errors.required(fileAt, "");
                } else if (!kubeconfig.isAbsolute()) {
                    errors.invalid(fileAt, file, "must be an absolute path");
                } else if (!Files.exists(kubeconfig)) {
                    errors.invalid(fileAt, file, "error loading file: stat " + file + ": no such file or directory");
                } else if (!Files.isRegularFile(kubeconfig)) {
                    errors.invalid(fileAt, file, "must be a regular file");
                }
            }
            default -> errors.notSupported(at.child("type"), type, List.of(IN_CLUSTER, KUBECONFIG));
        }
        return kubeconfig;
    }

    private ReviewConditions conditions(Map<?, ?> given, FieldPath path) {
        FieldPath inside = path.child("webhook").child("matchConditions");
        List<String> expressions = new ArrayList<>();
        for (Object element : fields.list(given.get("matchConditions"), inside)) {
            FieldPath at = inside.index(expressions.size());
            Map<?, ?> condition = fields.object(element, at, Set.of("expression"));
            expressions.add(text(condition, "expression", at));
        }
        String version = text(given, "matchConditionSubjectAccessReviewVersion", path.child("webhook"));
        FieldPath versionAt = path.child("matchConditionSubjectAccessReviewVersion");
        if (version.isEmpty()) {
            if (!expressions.isEmpty()) {
                errors.required(versionAt, "required if match conditions are specified");
            }
        } else if (!version.equals("v1")) {
            errors.notSupported(versionAt, version, List.of("v1"));
        }
        return ReviewConditions.compile(expressions, path.child("matchConditions"), errors);
    }

    private String text(Map<?, ?> given, String name, FieldPath path) {
        return fields.text(given.get(name), path.child(name));
    }
}
