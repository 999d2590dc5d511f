package io.gantry.program;

import java.util.logging.LogManager;

/**
 * The JDK's log manager takes all handlers away as soon as the process is told to end, while the parts that close still
 * have something to say. This one keeps them: the log file is flushed with every line, so that nothing is lost.
 */
public final class ShutdownLogManager extends LogManager {
    /**
     * The system property that makes a class the process's log manager. It is read when the superclass is initialized, and so
     * must be set before anything logs and without a call of this class (the compiler copies both constants).
     */
    static final String PROPERTY = "java.util.logging.manager";

    static final String NAME = "io.gantry.program.ShutdownLogManager";

    private static volatile boolean started;

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
