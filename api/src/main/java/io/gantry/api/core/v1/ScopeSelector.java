package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code ScopeSelector} of {@code v1}. */
@ApiType(atomic = true)
public record ScopeSelector(
        @Field(value = 1, listType = ListType.ATOMIC) List<ScopedResourceSelectorRequirement> matchExpressions) {
    public ScopeSelector {
        matchExpressions = Immutable.list(matchExpressions);
    }
}
