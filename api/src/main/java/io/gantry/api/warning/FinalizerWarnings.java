package io.gantry.api.warning;

import io.gantry.api.KubeObject;
import io.gantry.api.names.Names;
import io.gantry.api.validation.FieldError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finalizers of custom objects that may be taken for somebody else's. Of other kinds such finalizers are refused. */
final class FinalizerWarnings {
    private static final Set<String> STANDARD = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private FinalizerWarnings() {}

    /** Of those that the old object does not have, in the order of their names. */
    static void check(KubeObject object, @Nullable KubeObject old, List<String> warnings) {
        Set<String> added = new TreeSet<>(object.metadata().finalizers());
        if (old != null) {
            old.metadata().finalizers().forEach(added::remove);
        }
        for (String finalizer : added) {
            String start = "metadata.finalizers: " + FieldError.quote(finalizer) + ": ";
            Names.qualifiedName(finalizer).forEach(wrong -> warnings.add(start + wrong));
            if (finalizer.indexOf('/') < 0 && !STANDARD.contains(finalizer)) {
                String path = finalizer.indexOf('.') < 0 ? "" : " including a path (/)";
                warnings.add(start + "prefer a domain-qualified finalizer name" + path
                        + " to avoid accidental conflicts with other finalizer writers");
            }
        }
    }
}
