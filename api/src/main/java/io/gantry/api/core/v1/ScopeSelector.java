package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Chooses the objects that a quota counts by their scopes.
 *
 * @param matchExpressions Tests that an object must pass together.
 */
@ApiType(atomic = true)
public record ScopeSelector(
        @Field(value = 1, listType = ListType.ATOMIC) List<ScopedResourceSelectorRequirement> matchExpressions) {
    public ScopeSelector {
        matchExpressions = Immutable.list(matchExpressions);
    }
}
