package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code PodPortForwardOptions} of {@code v1}. */
@ApiType
@ApiKind(version = "v1")
public record PodPortForwardOptions(@Field(1) List<Integer> ports) {
    public PodPortForwardOptions {
        ports = Immutable.list(ports);
    }
}
