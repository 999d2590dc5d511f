package io.gantry.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.base.Time;
import io.gantry.program.command.GantryCommand;
import io.gantry.server.encryption.Encryption;
import io.gantry.server.registry.StorageCodec;
import io.gantry.store.EmbeddedStore;
import io.gantry.store.Expect;
import io.gantry.store.Op;
import io.gantry.store.StoreOpenException;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return GantryCommand.execute(new PrintWriter(errors, true), arguments);
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
    void aStoreWhoseKeyIsMissingIsNoSurprise() throws IOException {
        StoreOptions options = StoreOptions.defaults();
        Path file = directory.resolve("encryption.yaml");
        try (EmbeddedStore<KubeObject> store = EmbeddedStore.open(directory.resolve("store"), codec(file), options)) {
            store.write(
                    Op.put("/registry/secrets/default/db", SecretBuilder.of().build(), Expect.any()));
        }
        Files.delete(file);

        assertThatThrownBy(() -> EmbeddedStore.open(directory.resolve("store"), codec(file), options))
                .isInstanceOfSatisfying(
                        StoreOpenException.class,
                        e -> assertThat(Main.describe(e))
                                .startsWith("The store in ")
                                .contains(file + " (there is no such file)", "restore that file from a backup")
                                .doesNotContain("\n"));
    }

    private static StorageCodec codec(Path file) throws IOException {
        return new StorageCodec(
                new Interner(1024, 1 << 20), Encryption.ofOwnFile(file, new SecureRandom(), Time.system()));
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
