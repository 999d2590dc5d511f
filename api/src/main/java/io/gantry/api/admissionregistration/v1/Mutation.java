package io.gantry.api.admissionregistration.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * One change that a policy makes.
 *
 * @param patchType ApplyConfiguration or JSONPatch; says which one of the other fields is given.
 * @param applyConfiguration The change as a set of wanted fields, for type ApplyConfiguration.
 * @param jsonPatch The change as a JSON patch, for type JSONPatch.
 */
@CrossChecked("PolicyRules")
@ApiType
public record Mutation(
        @Field(value = 2, required = true) @Required @EnumOf({"ApplyConfiguration", "JSONPatch"})
        String patchType,

        @Field(3) @Nullable ApplyConfiguration applyConfiguration,
        @Field(4) @Nullable JSONPatch jsonPatch) {}
