package io.gantry.api.admission.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What is exchanged with an admission webhook.
 *
 * @param request What the API server asks about.
 * @param response What the webhook answers; absent in the question.
 */
@ApiType
@ApiKind(group = "admission.k8s.io", version = "v1")
public record AdmissionReview(
        @Field(1) @Nullable AdmissionRequest request,
        @Field(2) @Nullable AdmissionResponse response) {}
