package io.gantry.api.node.v1;

import io.gantry.api.core.v1.Toleration;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;

/**
 * Which nodes can run pods of a RuntimeClass.
 *
 * @param nodeSelector Labels that nodes of the class have; added to each pod's own selector, and a contradiction
 *     refuses the pod.
 * @param tolerations Tolerations added to each pod of the class.
 */
@ApiType
public record Scheduling(
        @Field(value = 1, atomic = true) @Format(TextFormat.LABELS)
        Map<String, String> nodeSelector,

        @Field(value = 2, listType = ListType.ATOMIC) List<Toleration> tolerations) {
    public Scheduling {
        nodeSelector = Immutable.map(nodeSelector);
        tolerations = Immutable.list(tolerations);
    }
}
