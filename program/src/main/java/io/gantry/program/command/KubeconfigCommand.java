package io.gantry.program.command;

import io.gantry.program.UserError;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "kubeconfig", description = "Print the administrator's kubeconfig, or with --path where it lies.")
public final class KubeconfigCommand implements Runnable {
    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Option(names = "--path", description = "Print the file's path only.")
    private boolean path;

    @Override
    public void run() {
        var file = data.existing().kubeconfig();
        if (!Files.exists(file)) {
            throw new UserError(
                    "There is no " + file + " yet: the cluster was never started to the end. Run gantry up.");
        }
        try {
            System.out.print(path ? file + "\n" : Files.readString(file));
        } catch (IOException e) {
            throw new UserError(
                    file + " cannot be read (" + e + "); it belongs to the user who started the cluster.", e);
        }
    }
}
