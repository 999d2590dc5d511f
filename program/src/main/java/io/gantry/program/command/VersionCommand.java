package io.gantry.program.command;

import io.gantry.program.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Show the versions of Gantry, of its API and of Java.")
public final class VersionCommand implements Runnable {
    /** Taken by every command, so that scripts may always give it. */
    @Mixin
    private final DataDirectoryOption unused = new DataDirectoryOption();

    @Override
    public void run() {
        System.out.println("gantry " + Version.GANTRY);
        System.out.println("kubernetes api " + Version.KUBERNETES);
        System.out.println("java " + Runtime.version());
    }
}
