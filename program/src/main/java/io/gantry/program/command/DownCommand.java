package io.gantry.program.command;

import io.gantry.base.ProcessEnd;
import io.gantry.program.DataDirectoryLock;
import io.gantry.program.Layout;
import io.gantry.program.ProcessState;
import io.gantry.program.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the process. Its containers run on, under their own containerd, and the next up adopts them. */
@Command(name = "down", description = "Stop Gantry; containers keep running until gantry up adopts them again.")
public final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var layout = data.existing();
        if (!stop(layout)) {
            System.out.println("Gantry does not run in " + layout.dataDirectory() + ".");
            return 0;
        }
        var reset = "gantry reset"
                + (layout.dataDirectory().equals(Layout.DEFAULT) ? "" : " --data-dir " + layout.dataDirectory());
        System.out.println(
                Files.exists(layout.node())
                        ? "Gantry has stopped. Containers keep running and are adopted by the next gantry up; to end them"
                                + " and remove everything: " + reset
                        : "Gantry has stopped. Its data stay for the next gantry up; to remove them: " + reset);
        return 0;
    }

    /** False when nothing ran. */
    static boolean stop(Layout layout) throws IOException, InterruptedException {
        var state = ProcessState.ofRunning(layout);
        if (state.isEmpty()) {
            if (DataDirectoryLock.isHeld(layout)) {
                throw new UserError("A process is just starting or stopping in " + layout.dataDirectory()
                        + ". Try again in a moment.");
            }
            return false;
        }
        var process = ProcessHandle.of(state.get().processId());
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        if (!ProcessEnd.await(process.get(), PATIENCE)) {
            process.get().destroyForcibly();
            System.out.println("Process " + state.get().processId() + " did not stop within " + PATIENCE.toSeconds()
                    + " s and was killed; nothing that was acknowledged is lost.");
        }
        return true;
    }
}
