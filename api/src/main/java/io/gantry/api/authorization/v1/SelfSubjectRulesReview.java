package io.gantry.api.authorization.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Asks what you yourself may do in a namespace. Good for menus of user interfaces; for decisions about access use
 * SelfSubjectAccessReview.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param spec The namespace that the question is about.
 * @param status What is allowed. The server writes it into its answer.
 */
@ApiType
@ApiKind(
        group = "authorization.k8s.io",
        version = "v1",
        plural = "selfsubjectrulesreviews",
        singular = "selfsubjectrulesreview",
        verbs = "create")
public record SelfSubjectRulesReview(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) SelfSubjectRulesReviewSpec spec,
        @Field(value = 3, always = true) SubjectRulesReviewStatus status)
        implements KubeObject {
    @Override
    public Kind<SelfSubjectRulesReview> kind() {
        return SelfSubjectRulesReviewType.KIND;
    }

    @Override
    public SelfSubjectRulesReview withMetadata(ObjectMeta metadata) {
        return new SelfSubjectRulesReview(metadata, spec, status);
    }
}
