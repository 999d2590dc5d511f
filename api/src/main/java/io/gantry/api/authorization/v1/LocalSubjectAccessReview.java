package io.gantry.api.authorization.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks whether somebody may do something within one namespace. The answer is in the status.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec Who and what. The namespace in it has to be that of the request; it is filled in when empty.
 * @param status Whether it is allowed. The server writes it into its answer.
 */
@ApiType
@ApiKind(
        group = "authorization.k8s.io",
        version = "v1",
        plural = "localsubjectaccessreviews",
        singular = "localsubjectaccessreview",
        namespaced = true,
        verbs = "create")
public record LocalSubjectAccessReview(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) SubjectAccessReviewSpec spec,
        @Field(value = 3, always = true) SubjectAccessReviewStatus status)
        implements KubeObject {
    @Override
    public Kind<LocalSubjectAccessReview> kind() {
        return LocalSubjectAccessReviewType.KIND;
    }

    @Override
    public LocalSubjectAccessReview withMetadata(ObjectMeta metadata) {
        return new LocalSubjectAccessReview(metadata, spec, status);
    }
}
