package io.gantry.program.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GantryCommandTest {
    @Test
    void everyCommandTakesTheDataDirectory() {
        GantryCommand.commandLine().getSubcommands().forEach((name, command) -> {
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
}
