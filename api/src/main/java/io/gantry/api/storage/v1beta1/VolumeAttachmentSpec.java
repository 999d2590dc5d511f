package io.gantry.api.storage.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/** Kubernetes {@code VolumeAttachmentSpec} of {@code storage.k8s.io/v1beta1}. */
@ApiType
public record VolumeAttachmentSpec(
        @Field(value = 1, required = true) String attacher,
        @Field(value = 2, required = true, always = true) VolumeAttachmentSource source,
        @Field(value = 3, required = true) String nodeName) {}
