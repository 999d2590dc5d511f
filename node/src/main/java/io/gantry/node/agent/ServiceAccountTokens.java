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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service account tokens of this node's pods, bound to their pod. As the kubelet does, it asks for a new one after 80 % of
 * a token's life or a day, whichever comes first, and goes on with the old one as long as that is good and there is none.
 * Thread-safe.
 */
final class ServiceAccountTokens {
    private static final Logger LOG = System.getLogger(ServiceAccountTokens.class.getName());
    private static final Duration LONGEST_USE = Duration.ofDays(1);

    private final Client client;
    private final Time time;
    private final Map<Key, Held> held = new ConcurrentHashMap<>();

    private record Key(String podUid, String path, String audience) {}

    private record Held(String token, Instant renewAt, Instant expires) {
        /** Without the token: it must not reach a log by accident. */
        @Override
        public String toString() {
            return "Held[renewAt=" + renewAt + ", expires=" + expires + "]";
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
        try {
            Held fresh = request(pod, projection, audience);
            held.put(key, fresh);
            return fresh.token();
        } catch (SpecProblem e) {
            if (known == null || !known.expires().isAfter(time.now())) {
                throw e;
            }
            LOG.log(Level.WARNING, "pod {0}/{1} keeps its token: {2}", pod.namespace(), pod.name(), e.getMessage());
            return known.token();
        }
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
        Duration use = Duration.between(asked, expires).multipliedBy(4).dividedBy(5);
        return new Held(token, asked.plus(use.compareTo(LONGEST_USE) > 0 ? LONGEST_USE : use), expires);
    }

    /** The pod is gone. */
    void forget(String podUid) {
        held.keySet().removeIf(key -> key.podUid().equals(podUid));
    }
}
