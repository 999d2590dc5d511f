package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code SubjectAccessReviewSpec} of {@code authorization.k8s.io/v1}. */
@ApiType
public record SubjectAccessReviewSpec(
        @Field(1) @Nullable ResourceAttributes resourceAttributes,
        @Field(2) @Nullable NonResourceAttributes nonResourceAttributes,
        @Field(3) @Nullable String user,
        @Field(value = 4, listType = ListType.ATOMIC) List<String> groups,
        @Field(5) Map<String, List<String>> extra,
        @Field(6) @Nullable String uid) {
    public SubjectAccessReviewSpec {
        groups = Immutable.list(groups);
        extra = Immutable.map(extra);
    }
}
