package io.gantry.api.authentication.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks whom a token belongs to. The answer is in the status and may come from a cache.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The token, and for whom it has to be meant.
 * @param status Whether the token is valid, and whose it is. The server writes it into its answer.
 */
@ApiType
@ApiKind(
        group = "authentication.k8s.io",
        version = "v1",
        plural = "tokenreviews",
        singular = "tokenreview",
        verbs = "create")
public record TokenReview(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) TokenReviewSpec spec,
        @Field(value = 3, always = true) TokenReviewStatus status)
        implements KubeObject {
    @Override
    public Kind<TokenReview> kind() {
        return TokenReviewType.KIND;
    }

    @Override
    public TokenReview withMetadata(ObjectMeta metadata) {
        return new TokenReview(metadata, spec, status);
    }
}
