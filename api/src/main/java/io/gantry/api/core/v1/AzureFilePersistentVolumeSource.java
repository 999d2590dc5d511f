package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * An Azure Files share behind a PersistentVolume. Deprecated: use csi with file.csi.azure.com.
 *
 * @param secretName Secret with the storage account's name and key.
 * @param shareName The file share within the storage account.
 * @param readOnly Whether the share is mounted without write access. Defaults to false.
 * @param secretNamespace Namespace of the Secret. Without it, the namespace of the bound claim is taken.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record AzureFilePersistentVolumeSource(
        @Field(value = 1, required = true) @Required String secretName,
        @Field(value = 2, required = true) @Required String shareName,
        @Field(3) @Nullable Boolean readOnly,
        @Field(value = 4, pointer = true) @Nullable String secretNamespace) {}
