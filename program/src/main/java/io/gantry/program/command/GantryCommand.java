package io.gantry.program.command;

import io.gantry.program.Main;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All commands. */
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
public final class GantryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli injects
    public GantryCommand() {}

    /** Runs the command that the arguments name; its exit code. */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** The same, with messages going elsewhere than to standard error. */
    public static int execute(PrintWriter errors, String... arguments) {
        return commandLine().setErr(errors).execute(arguments);
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new GantryCommand());
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("gantry: " + Main.describe(failure));
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
