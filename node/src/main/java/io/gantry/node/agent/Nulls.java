package io.gantry.node.agent;

import java.nio.file.Path;

/** Where the JDK's types are wider than what we hold. */
final class Nulls {
    private Nulls() {}

    /** The parent of a path that is known to have one. */
    static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " has no parent");
        }
        return parent;
    }
}
