package io.gantry.network.proxy;

import io.gantry.network.proxy.Chains.Chain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one Service puts into the table.
 *
 * @param elements by map, then by key; the value is what the map gives, empty for a set
 * @param chains that the elements lead to, by name
 * @param slots the endpoints of each port in the order of their indexes, to keep indexes as they are at the next change
 * @param targets the endpoints that each address and port leads to, by key of the map {@code services}, for affinity
 * @param udp the endpoints behind each UDP address and port, whose tracked flows end with the endpoint
 * @param addresses of endpoints that take connections here and are not terminating
 * @param hairpins local endpoints
 */
record Part(
        Map<String, Map<String, String>> elements,
        Map<String, Chain> chains,
        Map<String, List<Backend>> slots,
        Map<String, Set<String>> targets,
        Map<UdpEntry, Set<String>> udp,
        Set<String> addresses,
        Set<String> hairpins) {
    static final Part EMPTY = new Builder().build();

    /** An address and UDP port; the address is empty for a nodePort. */
    record UdpEntry(String address, int port) {}

    /** Collects; for one thread. */
    static final class Builder {
        private final Map<String, Map<String, String>> elements = new LinkedHashMap<>();
        private final Map<String, Chain> chains = new LinkedHashMap<>();
        private final Map<String, List<Backend>> slots = new LinkedHashMap<>();
        private final Map<String, Set<String>> targets = new LinkedHashMap<>();
        private final Map<UdpEntry, Set<String>> udp = new LinkedHashMap<>();
        private final Set<String> addresses = new LinkedHashSet<>();
        private final Set<String> hairpins = new LinkedHashSet<>();

        void element(String map, String key, String value) {
            elements.computeIfAbsent(map, m -> new LinkedHashMap<>()).put(key, value);
        }

        String chain(Chain chain) {
            chains.put(chain.name(), chain);
            return chain.name();
        }

        void slots(String name, List<Backend> backends) {
            slots.put(name, List.copyOf(backends));
        }

        void targets(String key, List<Backend> backends) {
            var set = targets.computeIfAbsent(key, k -> new LinkedHashSet<>());
            backends.forEach(b -> set.add(b.target()));
        }

        void udp(UdpEntry entry, List<Backend> backends) {
            var set = udp.computeIfAbsent(entry, k -> new LinkedHashSet<>());
            backends.forEach(b -> set.add(b.address()));
        }

        void use(List<Backend> backends) {
            for (var backend : backends) {
                if (!backend.terminating()) {
                    addresses.add(backend.address());
                }
                if (backend.local()) {
                    hairpins.add(backend.address());
                }
            }
        }

        Part build() {
            elements.replaceAll((map, entries) -> Collections.unmodifiableMap(entries));
            return new Part(
                    Collections.unmodifiableMap(elements),
                    Map.copyOf(chains),
                    Map.copyOf(slots),
                    Map.copyOf(targets),
                    Map.copyOf(udp),
                    Set.copyOf(addresses),
                    Set.copyOf(hairpins));
        }
    }

    /**
     * Gives every endpoint an index: one that was there keeps its own where it can, the last ones fill holes, new ones come
     * last. So one endpoint more or less changes one or two elements.
     */
    static List<Backend> arrange(List<Backend> before, List<Backend> now) {
        var left = new LinkedHashMap<String, Backend>();
        now.forEach(b -> left.put(b.target(), b));
        var result = new ArrayList<Backend>(java.util.Collections.nCopies(now.size(), null));
        var moved = new ArrayList<Backend>();
        for (int i = 0; i < before.size(); i++) {
            var kept = left.remove(before.get(i).target());
            if (kept != null) {
                if (i < result.size()) {
                    result.set(i, kept);
                } else {
                    moved.add(kept);
                }
            }
        }
        moved.addAll(left.values());
        int next = 0;
        for (var backend : moved) {
            while (result.get(next) != null) {
                next++;
            }
            result.set(next, backend);
        }
        return result;
    }
}
