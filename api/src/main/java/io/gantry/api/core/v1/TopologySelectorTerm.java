package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code TopologySelectorTerm} of {@code v1}. */
@ApiType(atomic = true)
public record TopologySelectorTerm(
        @Field(value = 1, listType = ListType.ATOMIC) List<TopologySelectorLabelRequirement> matchLabelExpressions) {
    public TopologySelectorTerm {
        matchLabelExpressions = Immutable.list(matchLabelExpressions);
    }
}
