package io.gantry.node.containerd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finding and launching the program itself. A process is known by its command line alone, so that no pid file can lie. */
final class ContainerdProcess {
    /** Where distributions and the project's own packages put the programs that containerd runs: runc and its shim. */
    private static final List<String> PROGRAM_DIRS =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private ContainerdProcess() {}

    /** The running containerd that was started with this configuration, whoever started it. */
    static Optional<ProcessHandle> find(ContainerdOptions options) throws IOException {
        return running(List.of("--config", options.config().toString())).stream()
                .findFirst();
    }

    /** The shims of this node's containers: one for each pod, and it lives as long as the pod. */
    static List<ProcessHandle> shims(ContainerdOptions options) throws IOException {
        return running(List.of("-address", options.socket().toString()));
    }

    /** Processes in whose command line these words follow one another. */
    private static List<ProcessHandle> running(List<String> words) throws IOException {
        var wanted = words.stream().collect(Collectors.joining("\0", "\0", "\0"));
        var found = new ArrayList<ProcessHandle>();
        List<Path> processes;
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            processes = entries.filter(path ->
                            Character.isDigit(path.getFileName().toString().charAt(0)))
                    .toList();
        }
        for (var process : processes) {
            if (commandLine(process).contains(wanted)) {
                ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Empty for a process that has ended meanwhile. */
    private static String commandLine(Path process) {
        try {
            var text = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            // The program that launches ours carries the same words.
            return text.startsWith("setsid\0") || text.startsWith("nsenter\0") ? "" : text;
        } catch (IOException e) {
            return "";
        }
    }

    /** Starts containerd in a session of its own, so that neither our end nor a terminal's reaches it. */
    static ProcessHandle launch(ContainerdOptions options) throws IOException {
        var command = new ArrayList<>(options.launcher());
        command.addAll(
                List.of("setsid", "containerd", "--config", options.config().toString()));
        var builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                // Appending, so that the file can be cut while containerd writes it.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(options.log().toFile()));
        var environment = builder.environment();
        var path = new ArrayList<>(List.of(environment.getOrDefault("PATH", "").split(":")));
        path.removeIf(String::isEmpty);
        PROGRAM_DIRS.stream().filter(dir -> !path.contains(dir)).forEach(path::add);
        environment.put("PATH", String.join(":", path));
        // Addressed to Gantry, if somebody waits for it.
        environment.remove("NOTIFY_SOCKET");
        return builder.start().toHandle();
    }
}
