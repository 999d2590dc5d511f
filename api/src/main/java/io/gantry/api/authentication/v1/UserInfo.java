package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user as authentication found it.
 *
 * @param username Name of the user, unique among all present users.
 * @param uid Identifier that stays unique even if the name is given to somebody else later.
 * @param groups Groups that the user is in.
 * @param extra Further data from the authenticator; each key has a list of values.
 */
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
