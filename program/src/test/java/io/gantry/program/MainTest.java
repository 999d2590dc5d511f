package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.api.codec.Interner;
import io.gantry.server.encryption.Encryption;
import io.gantry.server.registry.StorageCodec;
import io.gantry.store.EmbeddedStore;
import io.gantry.store.StoreOpenException;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    }

    @Test
    void everyCommandTakesTheDataDirectory() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            if (!Set.of("help", "test", "bench", "build", "image").contains(name)) {
                assertThat(command.getCommandSpec().findOption("--help"))
                        .as(name)
                        .isNotNull();
                assertThat(command.getCommandSpec().findOption("--data-dir"))
                        .as(name)
                        .isNotNull();
            }
        });
    }

    @Test
    void aDirectoryWithoutAClusterIsNamed() {
        for (var command : new String[] {"down", "kubeconfig", "reset"}) {
            assertThat(run(command, "--data-dir", directory.toString())).isEqualTo(1);
        }
        assertThat(errors.toString())
                .contains("There is no cluster in " + directory)
                .doesNotContain("at io.gantry");
    }

    /** Where people look first. */
    @Test
    void everyCommandExplainsItself() {
        for (var arguments :
                new String[][] {{"up", "--help"}, {"status", "-h"}, {"image", "make", "--help"}, {"--help"}}) {
            assertThat(run(arguments)).as(String.join(" ", arguments)).isZero();
        }
        assertThat(run("image")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("import, list or make");
    }

    @Test
    void aFullDiskIsNoFaultOfOurs() {
        var failure = new IOException("the store", new IOException("/var/lib/x: No space left on device"));

        assertThat(Main.describe(failure))
                .contains("disk is full", "/var/lib/x")
                .doesNotContain("at io.gantry");
        assertThat(Main.describe(new IOException("other"))).contains("should not have happened");
    }

    @Test
    void aStoreThatCannotBeOpenedSaysWhatToDo() throws IOException {
        var file = Files.createFile(directory.resolve("store"));
        var codec = new StorageCodec(Interner.large(), Encryption.none());
        var failure = catchThrowableOfType(
                StoreOpenException.class, () -> EmbeddedStore.open(file, codec, StoreOptions.defaults()));

        assertThat(Main.describe(failure)).contains(file.toString()).doesNotContain("at io.gantry", "should not");
    }

    @Test
    void statusOfWhatDoesNotRunIsThree() {
        assertThat(run("status", "--data-dir", directory.toString())).isEqualTo(3);
    }

    @Test
    void wrongUsageIsTwoAndExplained() {
        assertThat(run("up", "--pod-cidr", "10.0.0.1/8")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--pod-cidr").contains("10.0.0.1/8");
        assertThat(run("upp")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
