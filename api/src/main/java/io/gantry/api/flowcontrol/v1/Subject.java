package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Subject} of {@code flowcontrol.apiserver.k8s.io/v1}. */
@ApiType
public record Subject(
        @Field(value = 1, required = true) String kind,
        @Field(2) @Nullable UserSubject user,
        @Field(3) @Nullable GroupSubject group,
        @Field(4) @Nullable ServiceAccountSubject serviceAccount) {}
