package io.gantry.api.admission.v1;

import io.gantry.api.authentication.v1.UserInfo;
import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.meta.v1.GroupVersionResource;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.RawJson;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code AdmissionRequest} of {@code admission.k8s.io/v1}. */
@ApiType
public record AdmissionRequest(
        @Field(1) @Nullable String uid,
        @Field(2) @Nullable GroupVersionKind kind,
        @Field(3) @Nullable GroupVersionResource resource,
        @Field(4) @Nullable String subResource,
        @Field(5) @Nullable String name,
        @Field(6) @Nullable String namespace,
        @Field(7) @Nullable String operation,
        @Field(8) @Nullable UserInfo userInfo,
        @Field(9) @Nullable RawJson object,
        @Field(10) @Nullable RawJson oldObject,
        @Field(value = 11, pointer = true) @Nullable Boolean dryRun,
        @Field(12) @Nullable RawJson options,
        @Field(13) @Nullable GroupVersionKind requestKind,
        @Field(14) @Nullable GroupVersionResource requestResource,
        @Field(15) @Nullable String requestSubResource) {}
