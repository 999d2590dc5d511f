package io.gantry.server.auth.webhook;

import java.time.Duration;

/**
 * A server that is asked whom a bearer token stands for.
 *
 * @param version of TokenReview that it is sent: {@code v1} or {@code v1beta1}
 * @param cacheTtl how long an answer stands; zero for not at all
 */
public record TokenWebhook(RemoteReview remote, String version, Duration cacheTtl) {
    public TokenWebhook {
        WebhookVersions.check(version);
        if (cacheTtl.isNegative()) {
            throw new IllegalArgumentException("cache-ttl: must not be negative");
        }
    }
}
