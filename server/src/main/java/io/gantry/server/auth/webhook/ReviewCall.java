package io.gantry.server.auth.webhook;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Tree;
import io.gantry.base.Cancellable;
import io.gantry.base.Time;
import io.gantry.server.auth.webhook.RemoteReview.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Asks a server to review something, again when it says that it may answer later: five times at most, as Kubernetes does, after
 * half a second first and half as long again each time. Thread-safe.
 */
final class ReviewCall {
    /** Of one question, where nothing else is said. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** Too many requests, internal error, gateway timeout. */
    private static final Set<Integer> LATER = Set.of(429, 500, 504);

    private final RemoteReview remote;
    private final String apiVersion;
    private final String kind;
    private final Duration timeout;
    private final Time time;

    ReviewCall(RemoteReview remote, String group, String version, String kind, Duration timeout, Time time) {
        this.remote = remote;
        this.apiVersion = group + "/" + version;
        this.kind = kind;
        this.timeout = timeout;
        this.time = time;
    }

    /** The answer's status; empty when it has none. */
    Map<String, Object> ask(Map<String, Object> spec) throws ReviewFailure {
        byte[] question = Tree.toJson(Map.of("apiVersion", apiVersion, "kind", kind, "spec", spec));
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = remote.ask(question, timeout);
                if (answer.status() >= 200 && answer.status() <= 299) {
                    return status(answer.body());
                }
                if (attempt == ATTEMPTS || !answer.later() && !LATER.contains(answer.status())) {
                    throw new ReviewFailure("the webhook answered with status " + answer.status());
                }
                await(pause);
                pause = pause.multipliedBy(3).dividedBy(2);
            } catch (IOException e) {
                throw new ReviewFailure("the webhook cannot be asked: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ReviewFailure("interrupted while the webhook was asked", e);
            }
        }
    }

    private void await(Duration pause) throws InterruptedException {
        var over = new CountDownLatch(1);
        try (Cancellable _ = time.schedule(pause, over::countDown)) {
            over.await();
        }
    }

    private Map<String, Object> status(byte[] body) throws ReviewFailure {
        Object tree;
        try {
            tree = Tree.parseJson(body);
        } catch (DecodeException e) {
            throw new ReviewFailure("the webhook's answer is no JSON", e);
        }
        if (!(tree instanceof Map<?, ?> answer)
                || !apiVersion.equals(answer.get("apiVersion"))
                || !kind.equals(answer.get("kind"))) {
            throw new ReviewFailure("the webhook's answer is no " + kind + " of " + apiVersion);
        }
        Object status = answer.get("status");
        if (status != null && !(status instanceof Map<?, ?>)) {
            throw wrong("status");
        }
        return status == null ? Map.of() : Tree.object(status);
    }

    static boolean flag(Map<String, Object> status, String field) throws ReviewFailure {
        Object value = status.get(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(field);
    }

    static String text(Map<String, Object> map, String field) throws ReviewFailure {
        Object value = map.get(field);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(field);
    }

    static List<String> texts(Object value, String field) throws ReviewFailure {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(field);
    }

    static ReviewFailure wrong(String field) {
        return new ReviewFailure("the webhook's answer is of another type in " + field);
    }
}
