package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code VolumeAttachmentStatus} of {@code storage.k8s.io/v1}. */
@ApiType
public record VolumeAttachmentStatus(
        @Field(value = 1, required = true) boolean attached,
        @Field(2) Map<String, String> attachmentMetadata,
        @Field(3) @Nullable VolumeError attachError,
        @Field(4) @Nullable VolumeError detachError) {
    public VolumeAttachmentStatus {
        attachmentMetadata = Immutable.map(attachmentMetadata);
    }
}
