package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an attachment has come. Written by the attacher of the driver.
 *
 * @param attached True once the volume is attached.
 * @param attachmentMetadata What the driver told when it attached the volume and wants to hear again when it mounts it.
 * @param attachError The latest failure to attach, gone after success.
 * @param detachError The latest failure to detach.
 */
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
