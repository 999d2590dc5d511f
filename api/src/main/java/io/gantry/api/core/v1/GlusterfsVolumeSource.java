package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A GlusterFS volume mounted straight into a pod. No longer supported: use a CSI driver.
 *
 * @param endpoints Endpoints object in the pod's namespace that lists the GlusterFS servers.
 * @param path Name of the GlusterFS volume.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 */
@ApiType
public record GlusterfsVolumeSource(
        @Field(value = 1, required = true) @Required String endpoints,
        @Field(value = 2, required = true) @Required String path,
        @Field(3) @Nullable Boolean readOnly) {}
