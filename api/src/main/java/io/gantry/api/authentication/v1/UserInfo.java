package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code UserInfo} of {@code authentication.k8s.io/v1}. */
@ApiType
public record UserInfo(
        @Field(1) @Nullable String username,
        @Field(2) @Nullable String uid,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> groups,
        @Field(4) Map<String, List<String>> extra) {
    public UserInfo {
        groups = Immutable.list(groups);
        extra = Immutable.map(extra);
    }
}
