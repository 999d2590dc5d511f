package io.gantry.api.node.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/** Kubernetes {@code Overhead} of {@code node.k8s.io/v1}. */
@ApiType
public record Overhead(@Field(1) Map<String, Quantity> podFixed) {
    public Overhead {
        podFixed = Immutable.map(podFixed);
    }
}
