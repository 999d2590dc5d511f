package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A Flocker dataset as a volume. No longer supported: use a CSI driver.
 *
 * @param datasetName Name of the dataset. Deprecated: use datasetUUID.
 * @param datasetUUID The dataset, by UUID. Excludes datasetName.
 */
@CrossChecked("VolumeSourceRules")
@ApiType
public record FlockerVolumeSource(
        @Field(1) @Nullable String datasetName,
        @Field(2) @Nullable String datasetUUID) {}
