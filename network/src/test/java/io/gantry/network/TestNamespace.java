package io.gantry.network;

import io.gantry.network.host.NetNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A network namespace made for one test, removed by {@link #close()} with everything in it. */
public final class TestNamespace implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final NetNamespace namespace;

    public TestNamespace(String purpose) {
        name = "gtt" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet() + purpose;
        exec("ip", "netns", "add", name);
        namespace = NetNamespace.at(path());
        ip("link set lo up");
    }

    public String name() {
        return name;
    }

    public Path path() {
        return Path.of("/run/netns", name);
    }

    public NetNamespace namespace() {
        return namespace;
    }

    /** {@code ip -n NAME ARGUMENTS}. */
    public String ip(String arguments) {
        var command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments.split(" ")));
        return exec(command.toArray(new String[0]));
    }

    /** Runs a program in the namespace. */
    public String run(String... command) {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(List.of(command));
        return exec(all.toArray(new String[0]));
    }

    public static String exec(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + code + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        namespace.close();
        exec("ip", "netns", "del", name);
    }
}
