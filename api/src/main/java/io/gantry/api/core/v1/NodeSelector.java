package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NodeSelector} of {@code v1}. */
@ApiType(atomic = true)
public record NodeSelector(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<NodeSelectorTerm> nodeSelectorTerms) {
    public NodeSelector {
        nodeSelectorTerms = Immutable.list(nodeSelectorTerms);
    }
}
