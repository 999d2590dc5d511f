package io.gantry.store;

import org.jspecify.annotations.Nullable;

/** An expectation of a transaction did not hold; nothing happened. */
public final class ConflictException extends StoreException {
    private static final long serialVersionUID = 1;

    private final String key;
    private final transient Expect expected;
    private final transient @Nullable Entry<?> current;

    ConflictException(String key, Expect expected, @Nullable Entry<?> current) {
        super(message(key, expected, current), null, false);
        this.key = key;
        this.expected = expected;
        this.current = current;
    }

    public String key() {
        return key;
    }

    public Expect expected() {
        return expected;
    }

    /** The key's entry at that moment, null when there was none. Its values are of the store's type. */
    public @Nullable Entry<?> current() {
        return current;
    }

    private static String message(String key, Expect expected, @Nullable Entry<?> current) {
        var found = current == null ? "it does not exist" : "it is at revision " + current.modRevision();
        return switch (expected) {
            case Expect.Any any -> key + " changed";
            case Expect.Absent absent -> key + " was expected not to exist, but " + found;
            case Expect.ModRevision(var revision) -> key + " was expected at revision " + revision + ", but " + found;
        };
    }
}
