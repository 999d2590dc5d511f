package io.gantry.program.command;

import io.gantry.program.UserError;
import picocli.CommandLine.Command;

/** Commands that the launcher script carries out itself; they stand here for the sake of help and completion. */
public final class LauncherCommands {
    private LauncherCommands() {}

    @Command(name = "test", description = "Run all tests.")
    public static final class Test extends OfLauncher {}

    @Command(name = "bench", description = "Measure, and compare with the targets.")
    public static final class Bench extends OfLauncher {}

    @Command(name = "build", description = "Build from the sources now.")
    public static final class Build extends OfLauncher {}

    private abstract static class OfLauncher implements Runnable {
        @Override
        public void run() {
            throw new UserError("This command needs the sources: call it through the gantry script in their folder.");
        }
    }
}
