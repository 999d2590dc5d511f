package io.gantry.program.command;

import io.gantry.program.DataDirectoryLock;
import io.gantry.program.Layout;
import io.gantry.program.ProcessState;
import io.gantry.program.Progress;
import io.gantry.program.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Starts this same program again as a process in a session of its own, and waits until it is ready. */
final class DetachedStart {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long POLL_MILLIS = 20;

    private final Layout layout;
    private final Progress progress;

    DetachedStart(Layout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    int run() throws IOException, InterruptedException {
        if (DataDirectoryLock.isHeld(layout)) {
            throw Up.alreadyRunning(layout);
        }
        var console = layout.console();
        var process = new ProcessBuilder(command(progress.started()))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(console.toFile())
                .start();
        long shown = 0;
        // Only this process's own word counts: the state may be that of one that ran before.
        // waitFor is the pause between two looks, and notices at once when the process ends.
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            shown = show(console, shown);
            if (ProcessState.read(layout)
                    .filter(state -> state.ready() && state.processId() == process.pid())
                    .isPresent()) {
                show(console, shown);
                progress.say("process " + process.pid() + " goes on; log: " + layout.log());
                return 0;
            }
        }
        show(console, shown);
        if (process.exitValue() == CommandLine.ExitCode.SOFTWARE) {
            // It has said why.
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw new UserError("Gantry ended with code " + process.exitValue() + " before it was ready; the log is "
                + layout.log() + ".");
    }

    /** Passes on the whole lines that the process has written since. */
    private static long show(Path console, long from) throws IOException {
        var bytes = Files.readAllBytes(console);
        int end = bytes.length;
        while (end > from && bytes[end - 1] != '\n') {
            end--;
        }
        System.out.write(bytes, (int) from, (int) (end - from));
        System.out.flush();
        return end;
    }

    /** The command line of this process without {@code --detach}; its times go on from those of this one. */
    private static List<String> command(String started) {
        var info = ProcessHandle.current().info();
        var program = info.command().orElseThrow(DetachedStart::cannot);
        var arguments = info.arguments().orElseThrow(DetachedStart::cannot);
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(program);
        var given = "-D" + Progress.STARTED + "=";
        command.add(given + started);
        for (var argument : arguments) {
            if (!argument.equals("--detach") && !argument.startsWith(given)) {
                command.add(argument);
            }
        }
        return command;
    }

    private static UserError cannot() {
        return new UserError("This system does not tell a process its own command line, so that --detach cannot work."
                + " Start gantry up in the background by other means.");
    }
}
