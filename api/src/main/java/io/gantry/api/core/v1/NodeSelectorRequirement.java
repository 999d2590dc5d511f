package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A test of one label or field of a node.
 *
 * @param key Label key, or the field's name in matchFields.
 * @param operator One of In, NotIn, Exists, DoesNotExist, Gt, Lt.
 * @param values What to compare with: some for In and NotIn, none for Exists and DoesNotExist, one integer for Gt and
 *     Lt.
 */
@ApiType
public record NodeSelectorRequirement(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String operator,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> values) {
    public NodeSelectorRequirement {
        values = Immutable.list(values);
    }
}
