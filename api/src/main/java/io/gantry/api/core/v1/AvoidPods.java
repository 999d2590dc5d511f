package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code AvoidPods} of {@code v1}. */
@ApiType
public record AvoidPods(@Field(1) List<PreferAvoidPodsEntry> preferAvoidPods) {
    public AvoidPods {
        preferAvoidPods = Immutable.list(preferAvoidPods);
    }
}
