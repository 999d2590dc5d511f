package io.gantry.server.flowcontrol;

import io.gantry.server.request.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many watches a write may concern: those of the whole resource, of the object's namespace, and of the object alone. Watches of the
 * pods of one node are left out, since they see only few of the writes. Thread-safe.
 */
final class WatchCounts {
    private record Key(String group, String resource) {}

    /** @param name empty for all of a namespace; {@code namespace} is empty for objects that are in none */
    private record Narrow(String namespace, String name) {}

    private static final class OfResource {
        final AtomicInteger everything = new AtomicInteger();
        final Map<Narrow, AtomicInteger> narrow = new ConcurrentHashMap<>();
    }

    /** All that are counted: while they are few there is nothing to look up. */
    private final AtomicInteger all = new AtomicInteger();

    private final Map<Key, OfResource> byResource = new ConcurrentHashMap<>();

    /**
     * A watch begins; closing what is returned, which must be done once, ends it.
     *
     * @param watch of a resource that is served: what is counted stays, and must not have any name
     * @param name of the only object that is watched; empty for all
     */
    Passage begin(RequestInfo watch, String name, String fieldSelector) {
        if (fieldSelector.contains("spec.nodeName")) {
            return Passage.FREE;
        }
        OfResource resource =
                byResource.computeIfAbsent(new Key(watch.group(), watch.resource()), key -> new OfResource());
        all.incrementAndGet();
        if (watch.namespace().isEmpty() && name.isEmpty()) {
            resource.everything.incrementAndGet();
            return () -> {
                resource.everything.decrementAndGet();
                all.decrementAndGet();
            };
        }
        Narrow narrow = new Narrow(watch.namespace(), name);
        resource.narrow.compute(narrow, (key, count) -> {
            AtomicInteger counted = count == null ? new AtomicInteger() : count;
            counted.incrementAndGet();
            return counted;
        });
        // What nobody watches any more is forgotten: names are without number.
        return () -> {
            resource.narrow.computeIfPresent(narrow, (key, count) -> count.decrementAndGet() == 0 ? null : count);
            all.decrementAndGet();
        };
    }

    /** How many watches there are at most that a write could concern. */
    int most() {
        return all.get();
    }

    int concernedBy(RequestInfo write) {
        OfResource resource = byResource.get(new Key(write.group(), write.resource()));
        if (resource == null) {
            return 0;
        }
        int watches = resource.everything.get();
        if (resource.narrow.isEmpty()) {
            return watches;
        }
        List<Narrow> keys = new ArrayList<>(3);
        if (!write.namespace().isEmpty()) {
            keys.add(new Narrow(write.namespace(), ""));
        }
        if (!write.name().isEmpty()) {
            keys.add(new Narrow(write.namespace(), write.name()));
            if (!write.namespace().isEmpty()) {
                keys.add(new Narrow("", write.name()));
            }
        }
        for (Narrow key : keys) {
            AtomicInteger count = resource.narrow.get(key);
            watches += count == null ? 0 : count.get();
        }
        return watches;
    }
}
