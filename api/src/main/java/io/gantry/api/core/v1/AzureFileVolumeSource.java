package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Files share mounted straight into a pod. Deprecated: use csi with file.csi.azure.com.
 *
 * @param secretName Secret in the pod's namespace with the storage account's name and key.
 * @param shareName The file share within the storage account.
 * @param readOnly Whether the share is mounted without write access. Defaults to false.
 */
@ApiType
public record AzureFileVolumeSource(
        @Field(value = 1, required = true) @Required String secretName,
        @Field(value = 2, required = true) @Required String shareName,
        @Field(3) @Nullable Boolean readOnly) {}
