package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A GlusterFS volume behind a PersistentVolume. No longer supported: use a CSI driver.
 *
 * @param endpoints Endpoints object that lists the GlusterFS servers.
 * @param path Name of the GlusterFS volume.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param endpointsNamespace Namespace of the Endpoints object. Defaults to that of the bound claim.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record GlusterfsPersistentVolumeSource(
        @Field(value = 1, required = true) @Required String endpoints,
        @Field(value = 2, required = true) @Required String path,
        @Field(3) @Nullable Boolean readOnly,
        @Field(value = 4, pointer = true) @Nullable String endpointsNamespace) {}
