package io.gantry.server.auth.webhook;

import java.time.Duration;

/**
 * A server that is asked what a user may do.
 *
 * @param name for the log
 * @param version of SubjectAccessReview that it is sent: {@code v1} or {@code v1beta1}
 * @param timeout of one question
 * @param authorizedTtl how long a yes stands; zero for not at all
 * @param unauthorizedTtl how long anything else stands
 * @param denies whether that it cannot be asked is a no; otherwise others may say yes
 * @param conditions whether it is to be asked
 */
public record AccessWebhook(
        String name,
        RemoteReview remote,
        String version,
        Duration timeout,
        Duration authorizedTtl,
        Duration unauthorizedTtl,
        boolean denies,
        ReviewConditions conditions) {
    public AccessWebhook {
        WebhookVersions.check(version);
        if (authorizedTtl.isNegative()) {
            throw new IllegalArgumentException("cache-authorized-ttl: must not be negative");
        }
        if (unauthorizedTtl.isNegative()) {
            throw new IllegalArgumentException("cache-unauthorized-ttl: must not be negative");
        }
    }

    /** What {@code --authorization-webhook-...} say. */
    public static AccessWebhook of(
            RemoteReview remote, String version, Duration authorizedTtl, Duration unauthorizedTtl) {
        return new AccessWebhook(
                "default",
                remote,
                version,
                ReviewCall.TIMEOUT,
                authorizedTtl,
                unauthorizedTtl,
                false,
                ReviewConditions.NONE);
    }
}
