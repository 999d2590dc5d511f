package io.gantry.program;

import io.gantry.program.command.CompletionCommand;
import io.gantry.program.command.DownCommand;
import io.gantry.program.command.ImageCommand;
import io.gantry.program.command.KubeconfigCommand;
import io.gantry.program.command.LauncherCommands;
import io.gantry.program.command.ResetCommand;
import io.gantry.program.command.StatusCommand;
import io.gantry.program.command.TrainCommand;
import io.gantry.program.command.Up;
import io.gantry.program.command.UpCommand;
import io.gantry.program.command.UpOptions;
import io.gantry.program.command.VersionCommand;
import io.gantry.store.StoreOpenException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not running (status). */
@Command(
        name = "gantry",
        description = "A container orchestrator in one program. Its API is the Kubernetes API: use kubectl with it.",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ResetCommand.class,
            KubeconfigCommand.class,
            ImageCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            LauncherCommands.Test.class,
            LauncherCommands.Bench.class,
            LauncherCommands.Build.class,
            TrainCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli injects
    public Main() {}

    public static void main(String[] arguments) {
        System.setProperty(ShutdownLogManager.PROPERTY, ShutdownLogManager.NAME);
        var up = UpOptions.parse(arguments);
        System.exit(up.isPresent() ? run(new Up(up.get())) : commandLine().execute(arguments));
    }

    private static int run(Up up) {
        try {
            return up.run();
        } catch (Exception e) {
            System.err.println("gantry: " + describe(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    public static CommandLine commandLine() {
        var commandLine = new CommandLine(new Main());
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("gantry: " + describe(failure));
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    /** A user's error is its paragraph; anything else is our fault and shows where. */
    static String describe(Exception failure) {
        if (failure instanceof UserError) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof StoreOpenException store && store.reason().code().equals("ValueUnreadable")) {
            return String.valueOf(failure.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // The words of the kernel, which Java, RocksDB and containerd all pass on.
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return "The disk is full (" + cause.getMessage() + "). Make room, then try again: nothing that was"
                        + " acknowledged is lost.";
            }
        }
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "this should not have happened:\n" + trace;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
