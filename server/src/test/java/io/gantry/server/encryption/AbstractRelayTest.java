package io.gantry.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbstractRelayTest {
    @Test
    void itsDirectoryGoesWithIt(@TempDir Path temp) throws Exception {
        Path directory = Files.createDirectory(temp.resolve("relay"));
        AbstractRelay relay = AbstractRelay.in(directory, "nobody");
        assertThat(relay.socket()).exists();

        relay.close();

        assertThat(directory).doesNotExist();
    }

    @Test
    void nothingStaysOfOneThatDoesNotComeAbout(@TempDir Path temp) throws Exception {
        Path tooLongForASocket = Files.createDirectory(temp.resolve("x".repeat(120)));

        assertThatThrownBy(() -> AbstractRelay.in(tooLongForASocket, "nobody")).isInstanceOf(IOException.class);
        assertThat(tooLongForASocket).doesNotExist();
    }
}
