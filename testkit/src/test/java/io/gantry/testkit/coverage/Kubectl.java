package io.gantry.testkit.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The machine's kubectl, on a test's cluster and namespace; a test that asks for it is skipped where there is none. */
final class Kubectl {
    private final List<String> command;

    /** @param directory for what kubectl remembers */
    Kubectl(Api api, Path directory) {
        Path program = Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "there is no kubectl on the path");
        command = List.of(
                String.valueOf(program),
                "--kubeconfig",
                api.cluster().kubeconfigFile().toString(),
                "--cache-dir",
                directory.resolve("cache").toString(),
                "--namespace",
                api.namespace());
    }

    /** Standard output and errors together. */
    record Result(int exitCode, String text) {}

    /** Starts it; the caller ends it. */
    Process start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }

    Result run(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), text);
    }

    /** What it prints when all goes well, which must be so. */
    String output(String input, String... arguments) throws IOException, InterruptedException {
        Result result = run(input, arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result.text();
    }
}
