package io.gantry.bench;

import io.gantry.bench.Figure.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An API server in a test's JVM, from the start to the first answered request of an administrator over TLS: in JVMs that have
 * loaded nothing of it yet, with the JVM's own settings and no cache, and in the same ones when they have done it often.
 */
final class EmbedStartBench implements Bench {
    private static final int RUNS = 5;

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
        var cold = new ArrayList<Double>();
        var coldCpu = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        // The first round fills the disk cache; it does not count.
        for (int run = -1; run < RUNS; run++) {
            var times = times();
            if (run >= 0) {
                cold.add(times.coldMillis());
                coldCpu.add(times.coldCpuMillis());
                warm.add(times.warmMillis());
            }
        }
        return List.of(
                Figure.of(name(), "cold JVM", Load.median(cold), "ms", Target.atMost(700)),
                Figure.aside(name(), "cold JVM, CPU time of all threads", Load.median(coldCpu), "ms"),
                Figure.of(name(), "warm JVM", Load.median(warm), "ms", Target.atMost(100)));
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

    private static Times times() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedStarts.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output;
        try (InputStream out = process.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("the JVM with the API server ended with " + code + ": " + output);
        }
        return Times.parse(output);
    }
}
