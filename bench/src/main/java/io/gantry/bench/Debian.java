package io.gantry.bench;

import io.gantry.program.DebianPackages;
import io.gantry.program.Preflight;
import io.gantry.program.Progress;
import io.gantry.program.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that only peers need. */
final class Debian {
    private static final Path DPKG = Path.of("/var/lib/dpkg");

    private Debian() {}

    static void install(Context context, String... packages) throws IOException, InterruptedException {
        var wanted = List.of(packages);
        if (DebianPackages.missing(DPKG, wanted).isEmpty()) {
            return;
        }
        if (!Files.isDirectory(DPKG) || !Preflight.isRoot()) {
            throw new NotPossible("needs the packages " + String.join(" ", packages) + " and root to install them");
        }
        try {
            DebianPackages.ensure(
                    DPKG,
                    wanted,
                    context.home().resolve(".gantry/apt.txt"),
                    Progress.sinceProcessStart(System.err, context.time()));
        } catch (UserError e) {
            throw new NotPossible(String.valueOf(e.getMessage()));
        }
    }
}
