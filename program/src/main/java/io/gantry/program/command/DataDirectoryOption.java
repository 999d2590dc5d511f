package io.gantry.program.command;

import io.gantry.program.Layout;
import io.gantry.program.UserError;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that every command takes: which of this machine's clusters is meant, and help. */
final class DataDirectoryOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIRECTORY",
            description = "Where the cluster lies; each directory is a cluster of its own. Default: /var/lib/gantry")
    private Path directory = Layout.DEFAULT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    Layout layout() {
        return new Layout(directory);
    }

    /** The layout of a directory that a cluster was made in. */
    Layout existing() {
        var layout = layout();
        if (!layout.exists()) {
            throw noCluster(layout);
        }
        return layout;
    }

    static UserError noCluster(Layout layout) {
        return new UserError("There is no cluster in " + layout.dataDirectory()
                + ". Start one with gantry up, or name its directory with --data-dir.");
    }
}
