package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A choice of nodes by labels and fields.
 *
 * @param nodeSelectorTerms Alternatives: a node that meets any one of them is chosen. At least one is needed.
 */
@ApiType(atomic = true)
public record NodeSelector(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        @Required("must have at least one node selector term")
        List<NodeSelectorTerm> nodeSelectorTerms) {
    public NodeSelector {
        nodeSelectorTerms = Immutable.list(nodeSelectorTerms);
    }
}
