package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A clone of a git repository as a volume. Deprecated: clone into an emptyDir with an init container.
 *
 * @param repository URL to clone from.
 * @param revision Commit to check out.
 * @param directory Directory to clone into, within the volume; a dot puts the files at the volume's root. No parent
 *     directory steps.
 */
@ApiType
public record GitRepoVolumeSource(
        @Field(value = 1, required = true) String repository,
        @Field(2) @Nullable String revision,
        @Field(3) @Nullable String directory) {}
