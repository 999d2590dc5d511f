package io.gantry.store;

/**
 * How values become bytes and learn their revision. Values must be immutable.
 *
 * <p>Threading: {@link #encode} runs on the writer's thread, {@link #decode} on several threads at once while a store
 * opens, {@link #stamp} on the one commit thread, so it must be cheap and must not block.
 */
public interface ValueCodec<V> {
    /** The stored form. It need not hold the revision: the store keeps that beside the bytes. */
    byte[] encode(V value);

    /** Reads the stored form; the result carries {@code modRevision} as {@link #stamp} would have put it. */
    V decode(byte[] bytes, long modRevision);

    /** The same value carrying {@code modRevision} (Kubernetes: {@code metadata.resourceVersion}). */
    V stamp(V value, long modRevision);
}
