package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code TokenReviewStatus} of {@code authentication.k8s.io/v1}. */
@ApiType
public record TokenReviewStatus(
        @Field(1) @Nullable Boolean authenticated,
        @Field(value = 2, always = true) UserInfo user,
        @Field(3) @Nullable String error,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> audiences) {
    public TokenReviewStatus {
        audiences = Immutable.list(audiences);
    }
}
