package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.encryption.Encryption;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EncryptionFlagsTest {
    private static final String OPTION = "--encryption-provider-config";

    @TempDir
    private Path directory;

    private static @Nullable Encryption load(String... arguments) {
        return CommandLine.populateCommand(new EncryptionFlags(), arguments).load();
    }

    @Test
    void theFileIsReadAtTheStart() throws Exception {
        Path file = Files.writeString(directory.resolve("encryption.yaml"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: EncryptionConfiguration
                resources:
                  - resources: ["secrets"]
                    providers:
                      - identity: {}
                """);

        assertThat(load()).isNull();
        assertThat(load(OPTION, file.toString())).isNotNull();
        assertThat(load(OPTION, file.toString(), OPTION + "-automatic-reload=true"))
                .isNotNull();
    }

    @Test
    void aFileThatIsNotThereIsNotReadAgain() {
        assertThatThrownBy(() -> load(OPTION + "-automatic-reload"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "--encryption-provider-config-automatic-reload must be set with --encryption-provider-config.");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), """
                apiVersion: apiserver.config.k8s.io/v1
                kind: EncryptionConfiguration
                """);

        assertThatThrownBy(() -> load(OPTION, "/nowhere"))
                .isInstanceOf(UserError.class)
                .hasMessage(OPTION + ": there is no file /nowhere.");
        assertThatThrownBy(() -> load(OPTION, empty.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage(OPTION + ": " + empty
                        + " cannot be used: resources: Required value: at least one resources is required.");
    }
}
