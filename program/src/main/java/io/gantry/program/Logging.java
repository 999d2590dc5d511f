package io.gantry.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends everything that is logged (our {@code System.Logger}, the libraries' loggers) to the data directory's log file,
 * which rotates: at most {@value #FILES} files of {@value #FILE_BYTES} bytes.
 */
public final class Logging {
    private static final int FILE_BYTES = 10_000_000;
    private static final int FILES = 4;

    private Logging() {}

    public static Handler toFile(Layout layout, boolean verbose) {
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        // The libraries' own reports are for those who look for a fault in them.
        for (var noisy : new String[] {"io.netty", "io.grpc"}) {
            Logger.getLogger(noisy).setLevel(Level.WARNING);
        }
        if (verbose) {
            Logger.getLogger("io.gantry").setLevel(Level.FINE);
        }
        try {
            var handler = new FileHandler(layout.logPattern(), FILE_BYTES, FILES, true);
            handler.setFormatter(new Line());
            handler.setEncoding("UTF-8");
            handler.setLevel(Level.ALL);
            root.addHandler(handler);
            ShutdownLogManager.keepHandlers();
            return handler;
        } catch (IOException e) {
            throw new UserError("The log file " + layout.log() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** {@code 2026-03-01T12:00:00.123Z WARNING store.Engine message}. */
    static final class Line extends Formatter {
        @Override
        public String format(LogRecord entry) {
            var name = entry.getLoggerName() == null ? "" : entry.getLoggerName();
            var line = new StringBuilder(160)
                    .append(Instant.ofEpochMilli(entry.getMillis()).truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(entry.getLevel().getName())
                    .append(' ')
                    .append(name.startsWith("io.gantry.") ? name.substring("io.gantry.".length()) : name)
                    .append(' ')
                    .append(formatMessage(entry))
                    .append('\n');
            if (entry.getThrown() != null) {
                var trace = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(trace));
                line.append(trace);
            }
            return line.toString();
        }
    }
}
