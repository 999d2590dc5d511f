package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code NodeSelectorTerm} of {@code v1}. */
@ApiType(atomic = true)
public record NodeSelectorTerm(
        @Field(value = 1, listType = ListType.ATOMIC) List<NodeSelectorRequirement> matchExpressions,
        @Field(value = 2, listType = ListType.ATOMIC) List<NodeSelectorRequirement> matchFields) {
    public NodeSelectorTerm {
        matchExpressions = Immutable.list(matchExpressions);
        matchFields = Immutable.list(matchFields);
    }
}
