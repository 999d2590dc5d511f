package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.program.UserError;
import io.gantry.server.auth.AccessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccessFlagsTest {
    @TempDir
    private Path directory;

    private static AccessOptions load(String... arguments) {
        return CommandLine.populateCommand(new AccessFlags(), arguments).load();
    }

    @Test
    void nobodyMoreIsLetInUnlessAskedFor() {
        assertThat(load()).isEqualTo(AccessOptions.NONE);
        assertThat(load("--enable-bootstrap-token-auth").bootstrapTokens()).isTrue();
        assertThat(load("--enable-bootstrap-token-auth=true").bootstrapTokens()).isTrue();
    }

    @Test
    void theTokenFileIsReadAtTheStart() throws Exception {
        Path file = Files.writeString(directory.resolve("tokens"), "t,ann,1\n");

        assertThat(load("--token-auth-file", file.toString()).staticTokens()).isNotNull();
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        Path short2 = Files.writeString(directory.resolve("short"), "t,ann\n");

        assertThatThrownBy(() -> load("--token-auth-file", "/nowhere"))
                .isInstanceOf(UserError.class)
                .hasMessage("--token-auth-file: there is no file /nowhere.");
        assertThatThrownBy(() -> load("--token-auth-file", short2.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least 3 columns");
        assertThatThrownBy(() -> load("--requestheader-client-ca-file", short2.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--requestheader-client-ca-file: ");
    }
}
