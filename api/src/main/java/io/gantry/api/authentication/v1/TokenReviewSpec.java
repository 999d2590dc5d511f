package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code TokenReviewSpec} of {@code authentication.k8s.io/v1}. */
@ApiType
public record TokenReviewSpec(
        @Field(value = 1, required = true) String token,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> audiences) {
    public TokenReviewSpec {
        audiences = Immutable.list(audiences);
    }
}
