package io.gantry.program;

import io.gantry.program.command.GantryCommand;
import io.gantry.program.command.Up;
import io.gantry.program.command.UpOptions;
import io.gantry.store.StoreOpenException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The program. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running (status).
 *
 * <p>No method here may name a class of picocli: the JVM resolves all signatures of the main class, and picocli's classes are so old that
 * the AOT cache cannot hold them.
 */
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty(ShutdownLogManager.PROPERTY, ShutdownLogManager.NAME);
        var up = UpOptions.parse(arguments);
        System.exit(up.isPresent() ? run(new Up(up.get())) : GantryCommand.execute(arguments));
    }

    private static int run(Up up) {
        try {
            return up.run();
        } catch (Exception e) {
            System.err.println("gantry: " + describe(e));
            return FAILED;
        }
    }

    /** A user's error is its paragraph; anything else is our fault and shows where. */
    public static String describe(Exception failure) {
        if (failure instanceof UserError) {
            return String.valueOf(failure.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The words of the kernel, which Java, RocksDB and containerd all pass on.
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return "The disk is full (" + cause.getMessage() + "). Make room, then try again: nothing that was"
                        + " acknowledged is lost.";
            }
        }
        if (failure instanceof StoreOpenException) {
            return String.valueOf(failure.getMessage());
        }
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "this should not have happened:\n" + trace;
    }
}
