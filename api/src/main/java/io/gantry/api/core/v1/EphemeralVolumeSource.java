package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A volume provisioned through a PersistentVolumeClaim that lives exactly as long as the pod.
 *
 * @param volumeClaimTemplate The claim to make for the pod; it is named after pod and volume, and owned by the pod.
 *     Required and immutable.
 */
@ApiType
public record EphemeralVolumeSource(
        @Field(1) @Required @Nullable PersistentVolumeClaimTemplate volumeClaimTemplate) {}
