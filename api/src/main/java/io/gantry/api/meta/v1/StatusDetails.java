package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code StatusDetails}. */
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
