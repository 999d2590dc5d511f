package io.gantry.bench;

import io.gantry.program.ClusterProbe;
import io.gantry.program.Layout;
import io.gantry.program.ProcessState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A cluster that runs as users run it: {@code ./gantry up} in a process, with a data directory and a port of its own. */
final class GantryProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 2;

    private final Context context;
    private final Process process;
    private final Layout layout;
    private final Path output;
    private final int port;
    private final SSLContext tls;
    private final Duration timeToReady;

    private GantryProcess(
            Context context,
            Process process,
            Layout layout,
            Path output,
            int port,
            SSLContext tls,
            Duration timeToReady) {
        this.context = context;
        this.process = process;
        this.layout = layout;
        this.output = output;
        this.port = port;
        this.tls = tls;
        this.timeToReady = timeToReady;
    }

    /** Starts a cluster in an empty directory and waits until its API server says that it is ready. */
    static GantryProcess start(Context context, boolean node) throws Exception {
        return start(context, new Layout(context.scratch("cluster")), node);
    }

    /** Starts a cluster in a directory that another process of it has left. */
    static GantryProcess start(Context context, Layout layout, boolean node) throws Exception {
        int port = Ports.free();
        var command = command(context, "up", layout, "--port", Integer.toString(port));
        if (!node) {
            command.add("--no-node");
        }
        var output =
                layout.dataDirectory().resolveSibling(layout.dataDirectory().getFileName() + ".txt");
        long begin = context.time().nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var deadline = begin + PATIENCE.toNanos();
        while (context.time().nanoTime() < deadline) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("gantry up ended: " + Files.readString(output));
            }
            var tls = readyTls(layout, port);
            if (tls != null) {
                var ready = Duration.ofNanos(context.time().nanoTime() - begin);
                return new GantryProcess(context, process, layout, output, port, tls, ready);
            }
        }
        process.destroyForcibly();
        throw new IOException("gantry up was not ready after " + PATIENCE + ": " + Files.readString(output));
    }

    private static @Nullable SSLContext readyTls(Layout layout, int port) {
        // The kubeconfig is written last of what a client needs.
        if (!Files.exists(layout.kubeconfig())) {
            return null;
        }
        try {
            var tls = ClusterProbe.administrator(layout);
            try (var connection = HttpsConnection.open(tls, port)) {
                return connection.get("/readyz").status() == 200 ? tls : null;
            }
        } catch (IOException notYet) {
            return null;
        }
    }

    Duration timeToReady() {
        return timeToReady;
    }

    Layout layout() {
        return layout;
    }

    int port() {
        return port;
    }

    SSLContext tls() {
        return tls;
    }

    HttpsConnection connect() throws IOException {
        return HttpsConnection.open(tls, port);
    }

    /** The Java process, which the launcher has become. */
    long processId() throws IOException {
        return ProcessState.ofRunning(layout).orElseThrow().processId();
    }

    /** Resident memory of the process in bytes, as the kernel counts it. */
    long residentBytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(processId()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("/proc tells no VmRSS");
    }

    /** What is alive on the process's heap, after a full collection. */
    long liveHeapBytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var last = run(List.of(jcmd, Long.toString(processId()), "GC.class_histogram"))
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd tells no total"));
        return Long.parseLong(last.strip().split(" +")[2]);
    }

    void awaitNodeReady() throws Exception {
        try (var probe = ClusterProbe.open(layout, URI.create("https://127.0.0.1:" + port))) {
            var deadline = context.time().nanoTime() + PATIENCE.toNanos();
            while (probe.nodes().stream().noneMatch(ClusterProbe.NodeLine::ready)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || context.time().nanoTime() > deadline) {
                    throw new IOException("the node did not become Ready; see " + layout.log());
                }
            }
        }
    }

    /** Runs another command of the launcher on this cluster and returns what it printed. */
    String gantry(String command, String... arguments) throws IOException, InterruptedException {
        return run(command(context, command, layout, arguments));
    }

    /** Ends the process in order; containers run on. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Stops the cluster and removes it, unless that was done before. */
    @Override
    public void close() throws IOException {
        try {
            stop();
            if (layout.exists()) {
                context.say(
                        run(command(context, "reset", layout, "--yes")).strip().replace("\n", "; "));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the cluster in " + layout.dataDirectory() + " was removed", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static List<String> command(Context context, String command, Layout layout, String... arguments) {
        var words = new ArrayList<String>();
        words.add(context.home().resolve("gantry").toString());
        words.addAll(List.of(command.split(" ")));
        words.addAll(List.of("--data-dir", layout.dataDirectory().toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
