package io.gantry.program.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the program is started: as the launcher built it when that build is newer than all sources (so it is under
 * {@code ./gantry test}), else from this test's own class path.
 */
final class GantryProgram {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path APP = ROOT.resolve(".gantry/app");

    private GantryProgram() {}

    static List<String> command() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var command = new ArrayList<String>();
        command.add(java);
        if (isCurrent()) {
            var app = APP.toRealPath();
            command.add("@" + app.resolve("jvm.args"));
            if (Files.exists(app.resolve("gantry.aot"))) {
                command.add("-XX:AOTCache=" + app.resolve("gantry.aot"));
            }
        } else {
            // A file, since a process can see only the first 4096 characters of its own command line.
            var options = Path.of("target", "e2e-jvm.args").toAbsolutePath();
            Files.writeString(options, """
                    -XX:+UseSerialGC
                    -XX:+UseCompactObjectHeaders
                    --enable-native-access=ALL-UNNAMED
                    --sun-misc-unsafe-memory-access=allow
                    -cp "%s"
                    """.formatted(System.getProperty("java.class.path")));
            command.add("@" + options);
        }
        command.add("io.gantry.program.Main");
        return command;
    }

    private static boolean isCurrent() throws IOException {
        var built = ROOT.resolve(".gantry/built");
        if (!Files.exists(built) || !Files.isReadable(APP.resolve("jvm.args"))) {
            return false;
        }
        var time = Files.getLastModifiedTime(built);
        try (var modules = Files.list(ROOT)) {
            for (var sources : modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (var files = Files.walk(sources)) {
                    for (var file : files.filter(Files::isRegularFile).toList()) {
                        if (Files.getLastModifiedTime(file).compareTo(time) > 0) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }
}
