package io.gantry.api.core.v1;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;

/**
 * Template of a claim that is made for a pod.
 *
 * @param metadata Labels and annotations that the claim gets; nothing else is allowed here.
 * @param spec The claim's spec, copied unchanged.
 */
@CrossChecked("TemplateMetadataRules")
@ApiType
public record PersistentVolumeClaimTemplate(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, required = true, always = true) PersistentVolumeClaimSpec spec) {}
