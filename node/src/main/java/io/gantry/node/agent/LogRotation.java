package io.gantry.node.agent;

import io.gantry.node.runtime.ContainerFilter;
import io.gantry.node.runtime.ContainerInfo;
import io.gantry.node.runtime.ContainerState;
import io.gantry.node.runtime.ContainerStatus;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps containers' log files within bounds: at 10 MiB a file is set aside, and of a container five are kept. */
final class LogRotation {
    private static final System.Logger LOG = System.getLogger(LogRotation.class.getName());
    private static final long SIZE_LIMIT = 10L * 1024 * 1024;
    private static final int FILES_LIMIT = 5;
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final AgentContext context;

    LogRotation(AgentContext context) {
        this.context = context;
    }

    void run() throws InterruptedException {
        while (true) {
            Pause.of(context.config().time(), PERIOD);
            try {
                rotateAll();
            } catch (IOException | RuntimeFailure e) {
                LOG.log(Level.WARNING, () -> "Container logs could not be rotated: " + e.getMessage());
            }
        }
    }

    private void rotateAll() throws IOException, InterruptedException {
        if (!anyLarge()) {
            return;
        }
        for (ContainerInfo container :
                context.runtime().listContainers(new ContainerFilter("", "", ContainerState.RUNNING, Map.of()))) {
            Optional<ContainerStatus> status = context.runtime().containerStatus(container.id());
            if (status.isPresent() && !status.get().logPath().isEmpty()) {
                Path file = Path.of(status.get().logPath());
                if (file.startsWith(context.paths().logs()) && Files.exists(file) && Files.size(file) > SIZE_LIMIT) {
                    Files.move(
                            file,
                            file.resolveSibling(file.getFileName() + "."
                                    + SUFFIX.format(context.config().time().now())));
                    context.runtime().reopenContainerLog(container.id());
                    dropOldest(file);
                }
            }
        }
    }

    /** A look at the files is cheap; asking the runtime for every container is not. */
    private boolean anyLarge() throws IOException {
        if (!Files.isDirectory(context.paths().logs())) {
            return false;
        }
        try (var files = Files.walk(context.paths().logs(), 3)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".log")
                    && file.toFile().length() > SIZE_LIMIT);
        }
    }

    /** Deletes a log file and what was set aside of it. */
    static void deleteAll(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (Files.isDirectory(Nulls.parent(file))) {
            try (DirectoryStream<Path> rotated =
                    Files.newDirectoryStream(Nulls.parent(file), file.getFileName() + ".*")) {
                for (Path old : rotated) {
                    Files.deleteIfExists(old);
                }
            }
        }
    }

    private static void dropOldest(Path file) throws IOException {
        List<Path> rotated = new ArrayList<>();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(Nulls.parent(file), file.getFileName() + ".*")) {
            siblings.forEach(rotated::add);
        }
        rotated.sort(null);
        for (Path old : rotated.subList(0, Math.max(0, rotated.size() - (FILES_LIMIT - 1)))) {
            Files.deleteIfExists(old);
        }
    }
}
