package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TokenRequestSpec} of {@code authentication.k8s.io/v1}. */
@ApiType
public record TokenRequestSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> audiences,
        @Field(3) @Nullable BoundObjectReference boundObjectRef,

        @Field(value = 4, pointer = true) @Default("3600") @Nullable
        Long expirationSeconds) {
    public TokenRequestSpec {
        audiences = Immutable.list(audiences);
    }
}
