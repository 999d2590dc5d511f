package io.gantry.program.command;

import io.gantry.program.UserError;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One script serves bash and zsh: in zsh it turns on bash's way of completing. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options: source <(gantry completion bash)")
public final class CompletionCommand implements Runnable {
    /** Taken by every command, so that scripts may always give it. */
    @Mixin
    private final DataDirectoryOption unused = new DataDirectoryOption();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh. Default: bash", defaultValue = "bash", arity = "0..1")
    private String shell = "bash";

    @Override
    public void run() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new UserError("There is no completion for '" + shell + "', only for bash and zsh.");
        }
        System.out.print(AutoComplete.bash("gantry", GantryCommand.commandLine()));
    }
}
