package io.gantry.server.admission.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was compiled, by what it was compiled from. Bounded; thread-safe. */
public final class CompiledCache<K, V> {
    /** More than this are not remembered at once. */
    private static final int LIMIT = 1000;

    private final Map<K, V> known = new ConcurrentHashMap<>();

    /** Two threads may compile the same at once; one result is kept. */
    public V get(K key, Function<? super K, ? extends V> compile) {
        V value = known.get(key);
        if (value == null) {
            value = compile.apply(key);
            if (known.size() >= LIMIT) {
                known.clear(); // what is edited leaves its old states behind
            }
            known.put(key, value);
        }
        return value;
    }
}
