package io.gantry.store;

import org.jspecify.annotations.Nullable;

/** What must be true of a key's current entry for a write to happen. */
public sealed interface Expect {
    /** Whether the current entry, null when there is none, is as expected. */
    boolean holds(@Nullable Entry<?> current);

    /** No condition. */
    static Expect any() {
        return Any.ANY;
    }

    /** The key must not exist. */
    static Expect absent() {
        return Absent.ABSENT;
    }

    /** The key must exist and its last write must be this revision. */
    static Expect modRevision(long revision) {
        return new ModRevision(revision);
    }

    /** See {@link #any()}. */
    enum Any implements Expect {
        ANY;

        @Override
        public boolean holds(@Nullable Entry<?> current) {
            return true;
        }
    }

    /** See {@link #absent()}. */
    enum Absent implements Expect {
        ABSENT;

        @Override
        public boolean holds(@Nullable Entry<?> current) {
            return current == null;
        }
    }

    /** See {@link #modRevision(long)}. */
    record ModRevision(long revision) implements Expect {
        @Override
        public boolean holds(@Nullable Entry<?> current) {
            return current != null && current.modRevision() == revision;
        }
    }
}
