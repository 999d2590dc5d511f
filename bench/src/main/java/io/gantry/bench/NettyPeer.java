package io.gantry.bench;

import io.gantry.base.FileTree;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How fast this machine starts {@link MinimalNettyServer}, with an AOT cache as Gantry has one. */
final class NettyPeer {
    private static final int RUNS = 5;
    private static final int POLL_MILLIS = 2;
    private static final int PATIENCE_SECONDS = 60;

    private NettyPeer() {}

    /** Seconds from the process's start to its first answer, median. */
    static double startSeconds(Context context) throws IOException, InterruptedException {
        var directory = context.scratch("netty");
        Files.createDirectories(directory);
        try {
            var cache = directory.resolve("netty.aot");
            start(context, directory, List.of("-XX:AOTCacheOutput=" + cache), true);
            if (!Files.exists(cache)) {
                throw new NotPossible("the JVM made no AOT cache: " + Files.readString(directory.resolve("netty.txt")));
            }
            var seconds = new ArrayList<Double>();
            for (int run = -1; run < RUNS; run++) {
                double taken = start(context, directory, List.of("-XX:AOTCache=" + cache), false);
                if (run >= 0) {
                    seconds.add(taken);
                }
            }
            return Load.median(seconds);
        } finally {
            FileTree.delete(directory);
        }
    }

    private static double start(Context context, Path directory, List<String> options, boolean training)
            throws IOException, InterruptedException {
        int port = Ports.free();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms24m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MinimalNettyServer.class.getName()));
        command.add(Integer.toString(port));
        if (training) {
            command.add("training");
        }
        long begin = context.time().nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("netty.txt").toFile())
                .start();
        try {
            while (!answers(port)) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new NotPossible(
                            "the minimal server ended: " + Files.readString(directory.resolve("netty.txt")));
                }
            }
            double seconds = (context.time().nanoTime() - begin) / 1e9;
            if (training) {
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return seconds;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean answers(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("200");
        } catch (ConnectException notYet) {
            return false;
        }
    }
}
