package io.gantry.program.command;

import io.gantry.program.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "image",
        description = "Work with the images on this node.",
        subcommands = {ImageCommand.Import.class, ImageCommand.ListImages.class, ImageCommand.Make.class})
public final class ImageCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli injects
    public ImageCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: import, list or make.");
    }

    @Command(name = "import", description = "Load images from archives that docker save, podman or buildah made.")
    static final class Import implements Callable<Integer> {
        @Mixin
        private final DataDirectoryOption data = new DataDirectoryOption();

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Docker or OCI image archives (tar).")
        private List<Path> files = List.of();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var images = new Images(data.existing());
            for (var file : files) {
                for (var name : images.load(file)) {
                    System.out.println("imported " + name);
                }
            }
            return 0;
        }
    }

    @Command(
            name = "make",
            description = {
                "Make images out of Debian's packages, for where no registry can be reached.",
                "There are busybox, echo (HTTP on port 8080, says who answers), nginx and redis, each under any tag."
            })
    static final class Make implements Callable<Integer> {
        @Mixin
        private final DataDirectoryOption data = new DataDirectoryOption();

        @Parameters(paramLabel = "NAME[:TAG]", arity = "1..*", description = "Such as nginx:1.25.")
        private List<String> names = List.of();

        @Override
        public Integer call() throws IOException, InterruptedException {
            var images = new Images(data.existing());
            for (var name : names) {
                System.out.println("imported " + images.make(name));
            }
            return 0;
        }
    }

    @Command(name = "list", description = "List the images on this node.")
    static final class ListImages implements Callable<Integer> {
        @Mixin
        private final DataDirectoryOption data = new DataDirectoryOption();

        @Override
        public Integer call() throws IOException, InterruptedException {
            new Images(data.existing()).list().forEach(System.out::println);
            return 0;
        }
    }
}
