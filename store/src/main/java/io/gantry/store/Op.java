package io.gantry.store;

/** One part of a transaction. A key may occur once in a transaction. */
public sealed interface Op<V> {
    String key();

    Expect expect();

    /** Creates or replaces the key's value. */
    record Put<V>(String key, V value, Expect expect) implements Op<V> {}

    /** Removes the key. With {@link Expect#any()} a key that does not exist is no error and no change. */
    record Delete<V>(String key, Expect expect) implements Op<V> {}

    /** Changes nothing, but lets the transaction happen only if the expectation holds. */
    record Check<V>(String key, Expect expect) implements Op<V> {}

    static <V> Op<V> put(String key, V value, Expect expect) {
        return new Put<>(key, value, expect);
    }

    static <V> Op<V> delete(String key, Expect expect) {
        return new Delete<>(key, expect);
    }

    static <V> Op<V> check(String key, Expect expect) {
        return new Check<>(key, expect);
    }
}
