package io.gantry.node.agent;

import io.gantry.api.authentication.v1.BoundObjectReference;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenRequestBuilder;
import io.gantry.api.authentication.v1.TokenRequestSpecBuilder;
import io.gantry.api.authentication.v1.TokenRequestType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.ServiceAccountTokenProjection;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service account tokens of this node's pods, bound to their pod, and asked for anew after 80 % of their life.
 * Thread-safe.
 */
final class ServiceAccountTokens {
    private final Client client;
    private final Time time;
    private final Map<Key, Held> held = new ConcurrentHashMap<>();

    private record Key(String podUid, String path, String audience) {}

    private record Held(String token, Instant renewAt) {
        /** Without the token: it must not reach a log by accident. */
        @Override
        public String toString() {
            return "Held[renewAt=" + renewAt + "]";
        }
    }

    ServiceAccountTokens(Client client, Time time) {
        this.client = client;
        this.time = time;
    }

    String token(Pod pod, ServiceAccountTokenProjection projection) throws SpecProblem {
        String audience = projection.audience() == null ? "" : projection.audience();
        Key key = new Key(pod.uid(), projection.path(), audience);
        Held known = held.get(key);
        if (known != null && known.renewAt().isAfter(time.now())) {
            return known.token();
        }
        Held fresh = request(pod, projection, audience);
        held.put(key, fresh);
        return fresh.token();
    }

    private Held request(Pod pod, ServiceAccountTokenProjection projection, String audience) throws SpecProblem {
        String account =
                pod.spec().serviceAccountName() == null ? "default" : pod.spec().serviceAccountName();
        TokenRequest body = TokenRequestBuilder.of()
                .spec(TokenRequestSpecBuilder.of()
                        .audiences(audience.isEmpty() ? List.of() : List.of(audience))
                        .expirationSeconds(projection.expirationSeconds())
                        .boundObjectRef(new BoundObjectReference("Pod", "v1", pod.name(), pod.uid()))
                        .build())
                .build();
        TokenRequest answer;
        Instant asked = time.now();
        try {
            answer = client.post(
                    ServiceAccountType.KIND,
                    pod.namespace(),
                    account,
                    "token",
                    TokenRequestType.KIND,
                    body,
                    TokenRequestType.KIND);
        } catch (StatusException e) {
            throw new SpecProblem("FailedMount", "failed to fetch token: " + e.getMessage(), e);
        }
        String token = answer == null ? null : answer.status().token();
        Instant expires = answer == null ? null : answer.status().expirationTimestamp();
        if (token == null || expires == null) {
            throw new SpecProblem("FailedMount", "failed to fetch token: the API server gave none");
        }
        Duration life = Duration.between(asked, expires);
        return new Held(token, asked.plus(life.multipliedBy(4).dividedBy(5)));
    }

    /** The pod is gone. */
    void forget(String podUid) {
        held.keySet().removeIf(key -> key.podUid().equals(podUid));
    }
}
