package io.gantry.api.node.v1;

import io.gantry.api.core.v1.Toleration;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;

/** Kubernetes {@code Scheduling} of {@code node.k8s.io/v1}. */
@ApiType
public record Scheduling(
        @Field(value = 1, atomic = true) Map<String, String> nodeSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<Toleration> tolerations) {
    public Scheduling {
        nodeSelector = Immutable.map(nodeSelector);
        tolerations = Immutable.list(tolerations);
    }
}
