package io.gantry.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PauseProgramTest {
    private static final Path ARM_EMULATOR = Path.of("/usr/bin/qemu-aarch64-static");

    @TempDir
    Path dir;

    private Process start(String architecture, List<String> launcher) throws Exception {
        var program = dir.resolve("pause");
        Files.write(program, PauseProgram.elf(architecture));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var command = new ArrayList<>(launcher);
        command.add(program.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void endsAtOnceOnTheSignal(Process process) throws Exception {
        // Asleep and staying so: it waits for signals, with them blocked.
        await().during(Duration.ofMillis(200)).until(() -> state(process.pid()).startsWith("S"));
        process.destroy();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String state(long pid) throws Exception {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("State:")) {
                return line.substring(6).strip();
            }
        }
        return "";
    }

    @Test
    void endsOnSigterm() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "needs Linux");
        assertThat(PauseProgram.elf(ImageArchive.hostArchitecture())).hasSizeLessThan(400);
        endsAtOnceOnTheSignal(start(ImageArchive.hostArchitecture(), List.of()));
    }

    @Test
    void endsOnSigtermOnArm() throws Exception {
        if (!Files.isExecutable(ARM_EMULATOR)) {
            System.out.println("SKIPPED: arm64's pause program needs the package qemu-user-static");
        }
        Assumptions.assumeTrue(Files.isExecutable(ARM_EMULATOR), "needs qemu-user-static");
        endsAtOnceOnTheSignal(start("arm64", List.of(ARM_EMULATOR.toString())));
    }

    @Test
    @Tag("real")
    void worksAsProcessOneAndReapsOrphans() throws Exception {
        var possible = "root".equals(System.getProperty("user.name"));
        if (!possible) {
            System.out.println("SKIPPED: a process namespace needs root rights");
        }
        Assumptions.assumeTrue(possible, "needs root rights");
        // unshare's child becomes process 1 of a new namespace and the program is put in its place; before that it
        // leaves
        // a grandchild behind, which is process 1's to reap.
        var program = dir.resolve("pause");
        var process = start(
                ImageArchive.hostArchitecture(),
                List.of("unshare", "--pid", "--fork", "--kill-child", "sh", "-c", "(sleep 0.2 &) ; exec \"$0\""));
        var one = await().until(
                        () -> process.descendants()
                                .filter(p -> p.info()
                                        .command()
                                        .filter(program.toString()::equals)
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        await().until(() -> one.descendants().findAny().isEmpty());
        one.destroy();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
