package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a fact about the pod.
 *
 * @param path File to write, relative to the volume's root; without parent directory steps.
 * @param fieldRef Field of the pod to write: its metadata only. Excludes resourceFieldRef.
 * @param resourceFieldRef Request or limit of a container to write. Excludes fieldRef.
 * @param mode Permission bits of this file, 0 to 0777; JSON has them in decimal. Defaults to the volume's defaultMode.
 */
@CrossChecked("VolumeRules")
@ApiType
public record DownwardAPIVolumeFile(
        @Field(value = 1, required = true) @Required @Format(TextFormat.LOCAL_FILE_PATH)
        String path,

        @Field(2) @Nullable ObjectFieldSelector fieldRef,
        @Field(3) @Nullable ResourceFieldSelector resourceFieldRef,

        @Field(value = 4, pointer = true)
        @Range(min = 0, max = 511, message = "must be a number between 0 and 0777 (octal), both inclusive")
        @Nullable
        Integer mode) {}
