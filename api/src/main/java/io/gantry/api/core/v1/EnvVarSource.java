package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code EnvVarSource} of {@code v1}. */
@ApiType
public record EnvVarSource(
        @Field(1) @Nullable ObjectFieldSelector fieldRef,
        @Field(2) @Nullable ResourceFieldSelector resourceFieldRef,
        @Field(3) @Nullable ConfigMapKeySelector configMapKeyRef,
        @Field(4) @Nullable SecretKeySelector secretKeyRef,
        @Field(5) @Nullable FileKeySelector fileKeyRef) {}
