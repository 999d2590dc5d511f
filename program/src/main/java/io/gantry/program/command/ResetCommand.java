package io.gantry.program.command;

import io.gantry.program.Reset;
import io.gantry.program.UserError;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "reset", description = "Stop Gantry, end its containers and remove all that it made on this machine.")
public final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var layout = data.layout();
        var reset = new Reset(layout);
        if (!reset.findsAnything()) {
            throw DataDirectoryOption.noCluster(layout);
        }
        // Only a person at a terminal can answer; a script means what it says.
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (!yes && terminal.isPresent()) {
            var answer = terminal.get()
                    .readLine(
                            "Remove the cluster in %s with all its data and containers? [y/N] ",
                            layout.dataDirectory());
            if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
                throw new UserError("Nothing was removed.");
            }
        }
        DownCommand.stop(layout);
        for (var line : reset.run()) {
            System.out.println(line);
        }
        return 0;
    }
}
