package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Kind of the objects that hold the parameters of a policy.
 *
 * @param apiVersion API group and version of the kind, such as example.com/v1.
 * @param kind The kind, such as that of a custom resource or ConfigMap.
 */
@ApiType(atomic = true)
public record ParamKind(
        @Field(1) @Nullable String apiVersion,
        @Field(2) @Nullable String kind) {}
