package io.gantry.controllers.runtime;

import io.gantry.client.ObjectKey;
import java.time.Duration;

/** Loops that look at everything, now and then, rather than at one object: they have one key. */
public final class Tick {
    /** The only key. */
    public static final ObjectKey KEY = new ObjectKey("", "*");

    private Tick() {}

    /** A loop that runs at once and then after each {@code period}, also after a failure. */
    public static Controller every(Context context, String name, Duration period, Runnable work) {
        Controller controller = context.controller(name, 1, _ -> {
            work.run();
            return Outcome.again(period);
        });
        controller.enqueue(KEY);
        return controller;
    }
}
