package io.gantry.node.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code subPath} of volume mounts: a place below a volume, which must not lead out of it. */
final class SubPaths {
    private SubPaths() {}

    /**
     * The place, made as a directory with the volume's own permissions when it is not there: whom the volume lets write may
     * write below it.
     *
     * @throws SpecProblem when the path is absolute, steps up, or leads out of the volume by a symbolic link
     */
    static Path resolve(Path volume, String subPath) throws SpecProblem, IOException {
        Path relative = Path.of(subPath);
        boolean climbs = false;
        for (Path step : relative) {
            climbs |= step.toString().equals("..");
        }
        if (relative.isAbsolute() || climbs) {
            throw new SpecProblem(
                    "CreateContainerConfigError", "subPath \"" + subPath + "\" must be relative and not contain '..'");
        }
        Path real = volume.toRealPath();
        Path at = real;
        for (Path step : relative) {
            Path next = at.resolve(step);
            if (!Files.exists(next)) {
                Files.createDirectory(next);
                Files.setAttribute(next, "unix:gid", Files.getAttribute(real, "unix:gid"));
                Files.setAttribute(next, "unix:mode", (Integer) Files.getAttribute(real, "unix:mode") & 07777);
            }
            at = next.toRealPath();
            if (!at.startsWith(real)) {
                throw new SpecProblem(
                        "CreateContainerConfigError", "subPath \"" + subPath + "\" leads out of the volume");
            }
        }
        return at;
    }
}
