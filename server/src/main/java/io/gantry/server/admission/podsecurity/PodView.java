package io.gantry.server.admission.podsecurity;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.PodSecurityContext;
import io.gantry.api.core.v1.PodSpec;
import io.gantry.api.core.v1.SecurityContext;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.server.admission.PodContainers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A pod, or a template of pods, as checks look at it. */
record PodView(ObjectMeta metadata, PodSpec spec, List<Container> containers) {
    static PodView of(ObjectMeta metadata, PodSpec spec) {
        return new PodView(metadata, spec, PodContainers.all(spec));
    }

    @Nullable
    PodSecurityContext context() {
        return spec.securityContext();
    }

    /** The names of the containers of which something holds. */
    List<String> containersWhere(Predicate<Container> is) {
        List<String> names = new ArrayList<>();
        for (Container container : containers) {
            if (is.test(container)) {
                names.add(container.name());
            }
        }
        return names;
    }

    /** The names of the containers whose security context is there and something holds of it. */
    List<String> contextsWhere(Predicate<SecurityContext> is) {
        return containersWhere(container -> {
            SecurityContext context = container.securityContext();
            return context != null && is.test(context);
        });
    }

    boolean windows() {
        var os = spec.os();
        return os != null && os.name().equals("windows");
    }

    /** Whether root inside of the pod is nobody outside. */
    boolean ownUsers() {
        return Boolean.FALSE.equals(spec.hostUsers());
    }
}
