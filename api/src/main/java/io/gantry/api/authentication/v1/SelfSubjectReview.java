package io.gantry.api.authentication.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks the server who you are to it. The answer is in the status.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param status Who you are to the server. The server writes it into its answer.
 */
@ApiType
@ApiKind(
        group = "authentication.k8s.io",
        version = "v1",
        plural = "selfsubjectreviews",
        singular = "selfsubjectreview",
        verbs = "create")
public record SelfSubjectReview(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, always = true) SelfSubjectReviewStatus status)
        implements KubeObject {
    @Override
    public Kind<SelfSubjectReview> kind() {
        return SelfSubjectReviewType.KIND;
    }

    @Override
    public SelfSubjectReview withMetadata(ObjectMeta metadata) {
        return new SelfSubjectReview(metadata, status);
    }
}
