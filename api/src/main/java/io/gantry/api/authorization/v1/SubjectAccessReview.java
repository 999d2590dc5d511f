package io.gantry.api.authorization.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks whether a user may do something. The answer is in the status.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The user, and what the user would like to do.
 * @param status Whether it is allowed. The server writes it into its answer.
 */
@ApiType
@ApiKind(
        group = "authorization.k8s.io",
        version = "v1",
        plural = "subjectaccessreviews",
        singular = "subjectaccessreview",
        verbs = "create")
public record SubjectAccessReview(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) SubjectAccessReviewSpec spec,
        @Field(value = 3, always = true) SubjectAccessReviewStatus status)
        implements KubeObject {
    @Override
    public Kind<SubjectAccessReview> kind() {
        return SubjectAccessReviewType.KIND;
    }

    @Override
    public SubjectAccessReview withMetadata(ObjectMeta metadata) {
        return new SubjectAccessReview(metadata, spec, status);
    }
}
