package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A test of one field of an object.
 *
 * @param key Path of the field, such as spec.nodeName.
 * @param operator One of In, NotIn, Exists, DoesNotExist; clients must expect more of them.
 * @param values What to compare with: some for In and NotIn, none for Exists and DoesNotExist.
 */
@ApiType
public record FieldSelectorRequirement(
        @Field(value = 1, required = true) String key,
        @Field(value = 2, required = true) String operator,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> values) {
    public FieldSelectorRequirement {
        values = Immutable.list(values);
    }
}
