package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Linux capabilities added to, and taken from, the runtime's default set.
 *
 * @param add Capabilities granted on top of the default, without the CAP_ prefix, for example NET_ADMIN.
 * @param drop Capabilities taken away; ALL takes every one, before those in add are granted.
 */
@ApiType
public record Capabilities(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> add,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> drop) {
    public Capabilities {
        add = Immutable.list(add);
        drop = Immutable.list(drop);
    }
}
