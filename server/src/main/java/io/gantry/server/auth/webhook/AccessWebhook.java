package io.gantry.server.auth.webhook;

import java.time.Duration;

/**
 * A server that is asked what a user may do.
 *
 * @param version of SubjectAccessReview that it is sent: {@code v1} or {@code v1beta1}
 * @param authorizedTtl how long a yes stands; zero for not at all
 * @param unauthorizedTtl how long anything else stands
 */
public record AccessWebhook(RemoteReview remote, String version, Duration authorizedTtl, Duration unauthorizedTtl) {
    public AccessWebhook {
        WebhookVersions.check(version);
        if (authorizedTtl.isNegative()) {
            throw new IllegalArgumentException("cache-authorized-ttl: must not be negative");
        }
        if (unauthorizedTtl.isNegative()) {
            throw new IllegalArgumentException("cache-unauthorized-ttl: must not be negative");
        }
    }
}
