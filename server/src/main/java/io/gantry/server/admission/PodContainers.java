package io.gantry.server.admission;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.EphemeralContainer;
import io.gantry.api.core.v1.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** The containers of a pod of all sorts, as one list: init containers, containers, ephemeral containers. */
public final class PodContainers {
    private PodContainers() {}

    public static List<Container> all(PodSpec spec) {
        List<Container> all = new ArrayList<>(spec.initContainers().size()
                + spec.containers().size()
                + spec.ephemeralContainers().size());
        all.addAll(spec.initContainers());
        all.addAll(spec.containers());
        for (EphemeralContainer each : spec.ephemeralContainers()) {
            all.add(plain(each));
        }
        return all;
    }

    /** An ephemeral container as a container, with what admission looks at. */
    static Container plain(EphemeralContainer each) {
        return ContainerBuilder.of()
                .name(each.name())
                .image(each.image())
                .ports(each.ports())
                .env(each.env())
                .envFrom(each.envFrom())
                .resources(each.resources())
                .volumeMounts(each.volumeMounts())
                .livenessProbe(each.livenessProbe())
                .readinessProbe(each.readinessProbe())
                .startupProbe(each.startupProbe())
                .lifecycle(each.lifecycle())
                .securityContext(each.securityContext())
                .build();
    }
}
