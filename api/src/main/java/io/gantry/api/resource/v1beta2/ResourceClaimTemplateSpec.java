package io.gantry.api.resource.v1beta2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * The claim that a template makes.
 *
 * @param metadata Labels and annotations for the claims. Nothing else is allowed.
 * @param spec What the claims ask for; taken over unchanged.
 */
@ApiType
public record ResourceClaimTemplateSpec(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) ResourceClaimSpec spec) {}
