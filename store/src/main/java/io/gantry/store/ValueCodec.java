package io.gantry.store;

import org.jspecify.annotations.Nullable;

/**
 * How values become bytes and learn their revision. Values must be immutable.
 *
 * <p>Threading: {@link #encode} runs on the writer's thread, {@link #decode} on several threads at once while a store
 * opens, {@link #stamp} on the one commit thread, so it must be cheap and must not block.
 */
public interface ValueCodec<V> {
    /**
     * The stored form of the value under this key. It need not hold the revision: the store keeps that beside the bytes.
     */
    byte[] encode(String key, V value);

    /**
     * Reads what {@link #encode} made for this key; the result carries {@code modRevision} as {@link #stamp} would have
     * put it.
     *
     * @throws UnreadableValueException when the bytes cannot be read without something that is not here
     */
    V decode(String key, byte[] bytes, long modRevision);

    /** The same value carrying {@code modRevision} (Kubernetes: {@code metadata.resourceVersion}). */
    V stamp(V value, long modRevision);

    /**
     * What a watcher may narrow its watch to beside the key ({@link Store#watch(String, String, long)}), null for
     * nothing. For what very many watchers watch a part of each: the pods of a node. It depends on the value alone
     * and is cheap; it is asked on the notifying and the watchers' threads.
     */
    default @Nullable String topic(V value) {
        return null;
    }
}
