package io.gantry.program;

import java.nio.file.Path;
import java.util.List;

/** The images of this machine's node. */
public final class Images {
    private final Layout layout;

    public Images(Layout layout) {
        this.layout = layout;
    }

    /** Loads a docker or OCI archive and returns the names it brought. */
    public List<String> load(Path archive) {
        throw new UserError("The node in " + layout.dataDirectory() + " cannot take " + archive + ".");
    }

    public List<String> list() {
        return List.of();
    }
}
