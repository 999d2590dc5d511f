package io.gantry.program.command;

import io.gantry.program.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "version", description = "Show the versions of Gantry, of its API and of Java.")
public final class VersionCommand implements Runnable {
    @Mixin
    private final DataDirectoryOption data = new DataDirectoryOption();

    @Override
    public void run() {
        System.out.println("gantry " + Version.GANTRY);
        System.out.println("kubernetes api " + Version.KUBERNETES);
        System.out.println("java " + Runtime.version());
    }
}
