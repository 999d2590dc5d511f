package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the token shall be good for.
 *
 * @param audiences Who may accept the token. Each receiver should refuse tokens that do not name it. Defaults to the
 *     API server.
 * @param boundObjectRef Object whose deletion makes the token invalid, such as the pod that uses it.
 * @param expirationSeconds How many seconds the token shall be valid, at least 600. Defaults to 3600. The one issued
 *     may differ.
 */
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
