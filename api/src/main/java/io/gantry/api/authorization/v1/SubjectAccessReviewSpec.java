package io.gantry.api.authorization.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user and the access in question. It needs either resourceAttributes or nonResourceAttributes.
 *
 * @param resourceAttributes Access to a resource of the API.
 * @param nonResourceAttributes Access to a URL path that is no resource.
 * @param user Name of the user. Without groups, a user that is in no group is meant.
 * @param groups Groups to take the user to be in.
 * @param extra Further data about the user, as an authenticator may supply it.
 * @param uid UID of the user, if authorizers look at it.
 */
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
