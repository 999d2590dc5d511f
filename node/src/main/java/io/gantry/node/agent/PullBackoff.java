package io.gantry.node.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a registry is left alone after it has refused a pod an image: 10 seconds, doubling up to five minutes. These are
 * the kubelet's figures. Thread-safe.
 */
final class PullBackoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<Key, Failure> failures = new ConcurrentHashMap<>();

    private record Key(String podUid, String image) {}

    /** @param message what the last pull failed with */
    private record Failure(int times, Instant until, String message) {}

    /** What the last pull failed with, while it is too early for another one; else {@code null}. */
    @Nullable
    String holdsBack(String podUid, String image, Instant now) {
        Failure last = failures.get(new Key(podUid, image));
        return last != null && last.until().isAfter(now) ? last.message() : null;
    }

    void failed(String podUid, String image, String message, Instant now) {
        failures.compute(new Key(podUid, image), (key, before) -> {
            int times = before == null ? 0 : before.times();
            Duration wait = FIRST.multipliedBy(1L << Math.min(times, 10));
            return new Failure(times + 1, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait), message);
        });
    }

    void succeeded(String podUid, String image) {
        failures.remove(new Key(podUid, image));
    }

    /** The pod is gone. */
    void forget(String podUid) {
        failures.keySet().removeIf(key -> key.podUid().equals(podUid));
    }
}
