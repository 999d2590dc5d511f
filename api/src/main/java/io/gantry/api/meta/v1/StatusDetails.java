package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * More about a failure.
 *
 * @param name Object concerned, by name, if it is a single one.
 * @param group API group of the object concerned.
 * @param kind Kind, or for some failures resource, of the object concerned.
 * @param causes The single causes, such as each invalid field.
 * @param retryAfterSeconds Seconds to wait before trying again, or before doing something else.
 * @param uid UID of the object concerned, if it is a single one.
 */
@ApiType
public record StatusDetails(
        @Field(1) @Nullable String name,
        @Field(2) @Nullable String group,
        @Field(3) @Nullable String kind,
        @Field(value = 4, listType = ListType.ATOMIC) List<StatusCause> causes,
        @Field(5) @Nullable Integer retryAfterSeconds,
        @Field(6) @Nullable String uid) {
    public StatusDetails {
        causes = Immutable.list(causes);
    }
}
