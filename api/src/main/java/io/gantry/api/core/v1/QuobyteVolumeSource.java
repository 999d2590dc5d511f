package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A Quobyte volume. No longer supported: use a CSI driver.
 *
 * @param registry Addresses of the Quobyte registry as host:port, separated by commas.
 * @param volume Name of the Quobyte volume.
 * @param readOnly Whether the mount refuses writes. Defaults to false.
 * @param user User that accesses are made as. Defaults to the service account's.
 * @param group Group that accesses are made as. None by default.
 * @param tenant Quobyte tenant that owns the volume; set by its provisioner.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record QuobyteVolumeSource(
        @Field(value = 1, required = true) String registry,
        @Field(value = 2, required = true) @Required String volume,
        @Field(3) @Nullable Boolean readOnly,
        @Field(4) @Nullable String user,
        @Field(5) @Nullable String group,
        @Field(6) @Nullable String tenant) {}
