package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Kind of the objects that hold the parameters of a policy.
 *
 * @param apiVersion API group and version of the kind, such as example.com/v1.
 * @param kind The kind, such as that of a custom resource or ConfigMap.
 */
@CrossChecked("PolicyRules")
@ApiType(atomic = true)
public record ParamKind(
        @Field(1) @Required @Nullable String apiVersion,
        @Field(2) @Required @Nullable String kind) {}
