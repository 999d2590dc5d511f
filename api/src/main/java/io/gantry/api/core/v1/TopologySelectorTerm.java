package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A choice of topology domains by labels.
 *
 * @param matchLabelExpressions Tests that a domain must pass together.
 */
@ApiType(atomic = true)
public record TopologySelectorTerm(
        @Field(value = 1, listType = ListType.ATOMIC) List<TopologySelectorLabelRequirement> matchLabelExpressions) {
    public TopologySelectorTerm {
        matchLabelExpressions = Immutable.list(matchLabelExpressions);
    }
}
