package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class ProcessEndTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aChildOfOursEnds() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sleep", "0").start();

        assertThat(ProcessEnd.await(process.toHandle(), LONG)).isTrue();
    }

    @Test
    void whatRunsHasNotEnded() throws IOException, InterruptedException {
        var process = new ProcessBuilder("sleep", "1000").start();
        try {
            assertThat(ProcessEnd.await(process.toHandle(), Duration.ofMillis(1)))
                    .isFalse();
            assertThat(ProcessEnd.isZombie(process.pid())).isFalse();
        } finally {
            process.destroyForcibly();
        }
        ProcessEnd.await(process.toHandle());
    }

    @Test
    void aZombieHasEnded() throws IOException, InterruptedException {
        // What takes the shell's place does not know that it has a child, and never asks how that ended.
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 1000").start();
        try {
            var child = await().atMost(LONG)
                    .until(() -> parent.children().findFirst(), Optional::isPresent)
                    .orElseThrow();

            assertThat(ProcessEnd.await(child, LONG)).isTrue();

            assertThat(ProcessEnd.isZombie(child.pid())).isTrue();
            assertThat(child.isAlive()).as("the JDK's opinion").isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }
}
