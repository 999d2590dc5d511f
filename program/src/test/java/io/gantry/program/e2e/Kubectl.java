package io.gantry.program.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A kubectl on this machine. */
record Kubectl(String version, Path program) {
    private static final List<String> WANTED = List.of("1.27", "1.30", "1.32", "1.33");

    /** All versions that stand beside the one on the PATH, oldest first, else that one alone; none when there is none. */
    static List<Kubectl> all() {
        var found = new ArrayList<Kubectl>();
        for (var directory : System.getenv("PATH").split(":")) {
            var program = Path.of(directory, "kubectl");
            if (!Files.isExecutable(program)) {
                continue;
            }
            try {
                var real = program.toRealPath();
                for (var version : WANTED) {
                    var beside = real.resolveSibling("kubectl." + version);
                    if (Files.isExecutable(beside)) {
                        found.add(new Kubectl(version, beside));
                    }
                }
                if (found.isEmpty()) {
                    found.add(new Kubectl("any", real));
                }
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    static Kubectl newest() {
        return all().getLast();
    }

    @Override
    public String toString() {
        return "kubectl " + version;
    }
}
