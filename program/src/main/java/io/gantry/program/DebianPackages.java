package io.gantry.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The programs and libraries of the system that a node needs, from Debian's packages. */
public final class DebianPackages {
    /** docs/dependencies.md says what each is for. */
    public static final List<String> FOR_A_NODE = List.of(
            "containerd", "runc", "containernetworking-plugins", "nftables", "libnftables1", "conntrack", "iproute2");

    private static final int SHOWN_LINES = 15;

    /** In dpkg's words; the same as Java's where Debian's containers run most. */
    private static final String ARCHITECTURE = System.getProperty("os.arch").replace("aarch64", "arm64");

    private DebianPackages() {}

    /**
     * Those of {@code packages} that are not installed, nor provided by another one, as Docker's containerd.io does. Asks dpkg's
     * own database: a package's list of checksums is there from its unpacking to its removal; only if one is not is the whole
     * status read, which takes some ten milliseconds.
     */
    public static List<String> missing(Path dpkgDatabase, List<String> packages) throws IOException {
        var missing = new ArrayList<>(packages);
        missing.removeIf(name -> hasChecksums(dpkgDatabase.resolve("info"), name));
        if (missing.isEmpty()) {
            return missing;
        }
        var status = dpkgDatabase.resolve("status");
        if (!Files.exists(status)) {
            return missing;
        }
        var installed = new HashSet<String>();
        var names = new ArrayList<String>();
        var isInstalled = false;
        try (var lines = Files.newBufferedReader(status, StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Package: ")) {
                    names.add(line.substring("Package: ".length()));
                } else if (line.startsWith("Status: ")) {
                    isInstalled = line.endsWith(" installed");
                } else if (line.startsWith("Provides: ")) {
                    for (var provided : line.substring("Provides: ".length()).split(",")) {
                        // NAME or NAME (= VERSION)
                        names.add(provided.strip().split(" ", 2)[0]);
                    }
                } else if (line.isEmpty()) {
                    if (isInstalled) {
                        installed.addAll(names);
                    }
                    names.clear();
                    isInstalled = false;
                }
            }
        }
        if (isInstalled) {
            installed.addAll(names);
        }
        missing.removeAll(installed);
        return missing;
    }

    private static boolean hasChecksums(Path info, String name) {
        return Files.exists(info.resolve(name + ".md5sums"))
                || Files.exists(info.resolve(name + ":" + ARCHITECTURE + ".md5sums"));
    }

    /** Installs what is missing and tells the user so. */
    public static void ensure(Path dpkgDatabase, List<String> packages, Path log, Progress progress)
            throws IOException, InterruptedException {
        var missing = missing(dpkgDatabase, packages);
        if (missing.isEmpty()) {
            return;
        }
        var names = String.join(" ", missing);
        if (!Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new UserError("A node needs " + names
                    + ". There is no apt-get here to install them with: install what your system calls them, or run the"
                    + " control plane alone with: gantry up --no-node");
        }
        progress.say("installing from Debian: " + names);
        if (apt(log, install(missing)) != 0) {
            progress.say("reading Debian's package lists");
            apt(log, List.of("update", "-qq"));
            if (apt(log, install(missing)) != 0) {
                throw new UserError("apt-get could not install " + names + ". The end of what it said:\n" + tail(log)
                        + "\nInstall them by hand (apt-get install " + names + "), then run gantry up again.");
            }
        }
    }

    private static List<String> install(List<String> packages) {
        var arguments = new ArrayList<>(List.of("install", "-y", "-qq", "--no-install-recommends", "--no-remove"));
        arguments.addAll(packages);
        return arguments;
    }

    private static int apt(Path log, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/usr/bin/apt-get"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.start().waitFor();
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
