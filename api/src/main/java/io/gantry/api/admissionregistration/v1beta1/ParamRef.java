package io.gantry.api.admissionregistration.v1beta1;

import io.gantry.api.meta.v1.LabelSelector;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code ParamRef} of {@code admissionregistration.k8s.io/v1beta1}. */
@ApiType(atomic = true)
public record ParamRef(
        @Field(1) @Nullable String name,
        @Field(2) @Nullable String namespace,
        @Field(3) @Nullable LabelSelector selector,
        @Field(value = 4, pointer = true) @Nullable String parameterNotFoundAction) {}
