package io.gantry.api.authorization.v1;

import io.gantry.api.meta.v1.FieldSelectorRequirement;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields by which the request is limited. Give one of the two forms.
 *
 * @param rawSelector The selector as text, as in the query of the request. Parsed by the server; webhooks should not
 *     look at it.
 * @param requirements The selector as a list of requirements that all hold. What is not understood may be left out, as
 *     that only asks for more access.
 */
@ApiType
public record FieldSelectorAttributes(
        @Field(1) @Nullable String rawSelector,
        @Field(value = 2, listType = ListType.ATOMIC) List<FieldSelectorRequirement> requirements) {
    public FieldSelectorAttributes {
        requirements = Immutable.list(requirements);
    }
}
