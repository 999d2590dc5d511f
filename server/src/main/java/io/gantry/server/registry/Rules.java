package io.gantry.server.registry;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.names.Names;
import java.util.List;

/** What must hold of an object before it is stored. */
final class Rules {
    private Rules() {}

    static List<StatusCause> ofNew(Kind<?> kind, KubeObject object) {
        Violations violations = new Violations();
        if (object.name().isEmpty()) {
            violations.required("metadata.name", "name or generateName is required");
        } else {
            for (String problem : Names.pathSegment(object.name())) {
                violations.invalid("metadata.name", object.name(), problem);
            }
        }
        return violations.causes();
    }

    static List<StatusCause> ofUpdate(Kind<?> kind, KubeObject old, KubeObject next) {
        return List.of();
    }

    static List<StatusCause> ofSubresource(Kind<?> kind, String subresource, KubeObject old, KubeObject next) {
        return List.of();
    }
}
