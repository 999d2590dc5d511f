package io.gantry.network.proxy;

import io.gantry.client.ObjectKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The whole content of our table, apart from the fixed {@link BaseTable}. Immutable.
 *
 * @param common what belongs to no single Service
 * @param chains those of all Services together, by name
 */
public record Model(Map<ObjectKey, Entry> services, Claims claims, Part common, Map<String, Chains.Chain> chains) {
    /** An empty table. */
    public static final Model EMPTY = of(Map.of(), new Claims(Map.of()), Part.EMPTY);

    static Model of(Map<ObjectKey, Entry> services, Claims claims, Part common) {
        var chains = new LinkedHashMap<String, Chains.Chain>();
        services.values().forEach(e -> chains.putAll(e.part().chains()));
        return new Model(Collections.unmodifiableMap(services), claims, common, Collections.unmodifiableMap(chains));
    }

    record Entry(ServiceState state, Part part) {}

    /** Which Service has an address and port, or a node port. */
    record Claims(Map<String, ObjectKey> owners) {}

    /** Whether new connections may still go to an address, through a Service that does not know it as terminating. */
    public boolean leadsTo(String address) {
        return services.values().stream().anyMatch(e -> e.part().addresses().contains(address));
    }

    /** All elements, by map and key: what the kernel must hold. */
    Map<String, Map<String, String>> elements() {
        var all = new TreeMap<String, Map<String, String>>();
        services.values().forEach(e -> merge(all, e.part()));
        merge(all, common);
        return all;
    }

    private static void merge(Map<String, Map<String, String>> all, Part part) {
        part.elements()
                .forEach((map, entries) ->
                        all.computeIfAbsent(map, m -> new TreeMap<>()).putAll(entries));
    }
}
