package io.gantry.program.command;

import io.gantry.program.DataDirectoryLock;
import io.gantry.program.Layout;
import io.gantry.program.ProcessState;
import io.gantry.program.UserError;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the process. Its containers run on, under their own containerd, and the next up adopts them. */
@Command(name = "down", description = "Stop Gantry; containers keep running until gantry up adopts them again.")
public final class DownCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 30;

    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var layout = data.existing();
        if (!stop(layout)) {
            System.out.println("Gantry does not run in " + layout.dataDirectory() + ".");
            return 0;
        }
        System.out.println(
                "Gantry has stopped. Containers keep running and are adopted by the next gantry up; to end them"
                        + " and remove everything: gantry reset"
                        + (layout.dataDirectory().equals(Layout.DEFAULT)
                                ? ""
                                : " --data-dir " + layout.dataDirectory()));
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
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.get().destroyForcibly();
            System.out.println("Process " + state.get().processId() + " did not stop within " + PATIENCE_SECONDS
                    + " s and was killed; nothing that was acknowledged is lost.");
        } catch (ExecutionException e) {
            throw new IOException("cannot wait for process " + state.get().processId(), e);
        }
        return true;
    }
}
