package io.gantry.controllers.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a look at one key ended, when it did not throw. */
public sealed interface Outcome {
    /** Nothing more to do until something changes. */
    record Done() implements Outcome {}

    /** Look again after a while, whatever happens. */
    record Again(Duration after) implements Outcome {}

    Outcome DONE = new Done();

    static Outcome again(Duration after) {
        return new Again(after);
    }

    /** {@link Again}, or {@link Done} when no time is given. */
    static Outcome againOrDone(@Nullable Duration after) {
        return after == null ? DONE : new Again(after);
    }
}
