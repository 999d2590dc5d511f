package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Tests that a node must pass together. A term without any matches no node.
 *
 * @param matchExpressions Tests of the node's labels.
 * @param matchFields Tests of the node's fields; only metadata.name with In or NotIn and a single value is possible.
 */
@CrossChecked("AffinityRules")
@ApiType(atomic = true)
public record NodeSelectorTerm(
        @Field(value = 1, listType = ListType.ATOMIC) List<NodeSelectorRequirement> matchExpressions,
        @Field(value = 2, listType = ListType.ATOMIC) List<NodeSelectorRequirement> matchFields) {
    public NodeSelectorTerm {
        matchExpressions = Immutable.list(matchExpressions);
        matchFields = Immutable.list(matchFields);
    }
}
