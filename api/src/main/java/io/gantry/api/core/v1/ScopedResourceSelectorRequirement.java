package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A test of an object against a quota scope.
 *
 * @param scopeName The scope, such as PriorityClass.
 * @param operator One of In, NotIn, Exists, DoesNotExist. Scopes that have no values take Exists only.
 * @param values Values of the scope to compare with: some for In and NotIn, none for the others.
 */
@ApiType
public record ScopedResourceSelectorRequirement(
        @Field(value = 1, required = true) String scopeName,
        @Field(value = 2, required = true) String operator,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> values) {
    public ScopedResourceSelectorRequirement {
        values = Immutable.list(values);
    }
}
