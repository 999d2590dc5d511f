package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The token in question.
 *
 * @param token The bearer token to look into.
 * @param audiences Names that the asking service goes by; the token has to be meant for one of them. Defaults to the
 *     API server.
 */
@ApiType
public record TokenReviewSpec(
        @Field(value = 1, required = true) String token,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> audiences) {
    public TokenReviewSpec {
        audiences = Immutable.list(audiences);
    }
}
