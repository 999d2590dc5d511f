package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A directory that starts empty, is shared by the pod's containers and is deleted with the pod.
 *
 * @param medium Where the data live: empty for the node's disk, Memory for a tmpfs, HugePages or HugePages-size for
 *     huge pages.
 * @param sizeLimit Upper bound on the content; a pod above it is evicted. With Memory it also sizes the tmpfs.
 *     Unlimited when absent.
 */
@CrossChecked("VolumeRules")
@ApiType
public record EmptyDirVolumeSource(
        @Field(1) @Nullable String medium,
        @Field(2) @Nullable Quantity sizeLimit) {}
