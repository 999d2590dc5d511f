package io.gantry.program;

import java.util.logging.LogManager;

/**
 * The JDK's log manager takes all handlers away as soon as the process is told to end, while the parts that close still
 * have something to say. This one keeps them: the log file is flushed with every line, so that nothing is lost.
 */
public final class ShutdownLogManager extends LogManager {
    private static volatile boolean started;

    /** Makes this the process's log manager. Must run before anything logs. */
    static void install() {
        System.setProperty("java.util.logging.manager", ShutdownLogManager.class.getName());
    }

    /** From now on handlers stay. */
    static void keepHandlers() {
        started = true;
    }

    @Override
    public void reset() {
        if (!started) {
            super.reset();
        }
    }
}
