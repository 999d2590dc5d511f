package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows about the token.
 *
 * @param authenticated Whether the token is valid and belongs to a known user.
 * @param user The user that the token belongs to.
 * @param error Why the token could not be checked.
 * @param audiences Those of the asked audiences that the token is meant for. Services that gave audiences should see
 *     whether they are among them.
 */
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
