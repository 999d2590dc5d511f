package io.gantry.bench;

import io.gantry.base.FileTree;
import io.gantry.bench.Figure.Target;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * An API server in a test's JVM, from the start to the first answered request of an administrator over TLS: in JVMs that have
 * loaded nothing of it yet, with the JVM's own settings and no cache, and in the same ones when they have done it often.
 */
final class EmbedStartBench implements Bench {
    private static final int RUNS = 5;
    private static final String COLD = "cold JVM";
    private static final String COLD_CPU = "cold JVM, CPU time of all threads";
    private static final String PEER = "bare Netty with the same TLS";

    @Override
    public String name() {
        return "embed-start";
    }

    @Override
    public String what() {
        return "API server in a test JVM, start to first answered request, median of " + RUNS + " JVMs";
    }

    @Override
    public List<Figure> run(Context context) throws Exception {
        var times = runs(context, EmbeddedStarts.class, List.of());
        return List.of(
                Figure.of(name(), COLD, median(times, Times::coldMillis), "ms", Target.atMost(700)),
                Figure.aside(name(), COLD_CPU, median(times, Times::coldCpuMillis), "ms"),
                Figure.of(name(), "warm JVM", median(times, Times::warmMillis), "ms", Target.atMost(100)));
    }

    /** How much of a cold start TLS alone takes. */
    @Override
    public List<Figure> runPeers(Context context) throws Exception {
        var keys = context.scratch(name());
        try {
            EmbeddedNetty.saveCredentials(keys, context.time().now());
            var times = runs(context, EmbeddedNetty.class, List.of(keys.toString()));
            return List.of(
                    Figure.ofPeer(name(), PEER, COLD, median(times, Times::coldMillis), "ms"),
                    Figure.ofPeer(name(), PEER, COLD_CPU, median(times, Times::coldCpuMillis), "ms"));
        } finally {
            FileTree.delete(keys);
        }
    }

    private static double median(List<Times> times, ToDoubleFunction<Times> figure) {
        return Load.median(times.stream().mapToDouble(figure).boxed().toList());
    }

    private List<Times> runs(Context context, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        var scratch = context.scratch(name());
        try {
            var classPath = System.getProperty("java.class.path") + File.pathSeparator + nativeTlsJar(scratch);
            var times = new ArrayList<Times>();
            // The first round fills the disk cache; it does not count.
            for (int run = -1; run < RUNS; run++) {
                var measured = times(classPath, main, arguments);
                if (run >= 0) {
                    times.add(measured);
                }
            }
            return times;
        } finally {
            FileTree.delete(scratch);
        }
    }

    /**
     * The native TLS library as a test's class path has it, from which Netty unpacks it: Gantry's launcher keeps it outside of the jar,
     * where the JVM looks for libraries.
     */
    private static Path nativeTlsJar(Path scratch) throws IOException {
        var jar = scratch.resolve("native-tls.jar");
        var folder = Path.of(System.getProperty("java.library.path"));
        try (var libraries = Files.newDirectoryStream(folder, "libnetty_tcnative*");
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path library : libraries) {
                out.putNextEntry(new JarEntry("META-INF/native/" + library.getFileName()));
                Files.copy(library, out);
            }
        }
        return jar;
    }

    /** What one JVM measured of itself. */
    record Times(double coldMillis, double coldCpuMillis, double warmMillis) {
        /** One line, as the JVM prints it. */
        String line() {
            return String.format(Locale.ROOT, "%.1f %.1f %.1f", coldMillis, coldCpuMillis, warmMillis);
        }

        static Times parse(String line) {
            var words = line.strip().split(" ");
            return new Times(Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2]));
        }
    }

    private static Times times(String classPath, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main.getName()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output;
        try (InputStream out = process.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("the JVM of " + main.getSimpleName() + " ended with " + code + ": " + output);
        }
        return Times.parse(output);
    }
}
