package io.gantry.api.authentication.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code SelfSubjectReview} of {@code authentication.k8s.io/v1}. */
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
