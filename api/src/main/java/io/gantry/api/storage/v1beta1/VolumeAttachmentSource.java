package io.gantry.api.storage.v1beta1;

import io.gantry.api.core.v1.PersistentVolumeSpec;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeAttachmentSource} of {@code storage.k8s.io/v1beta1}. */
@ApiType
public record VolumeAttachmentSource(
        @Field(value = 1, pointer = true) @Nullable String persistentVolumeName,
        @Field(2) @Nullable PersistentVolumeSpec inlineVolumeSpec) {}
