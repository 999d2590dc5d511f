package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that gathers files from several sources in one directory.
 *
 * @param sources The sources; their files must not collide.
 * @param defaultMode Permission bits of files without a mode, 0 to 0777; JSON has them in decimal. Defaults to 0644
 *     (420).
 */
@CrossChecked("VolumeRules")
@ApiType
public record ProjectedVolumeSource(
        @Field(value = 1, listType = ListType.ATOMIC) List<VolumeProjection> sources,

        @Field(value = 2, pointer = true)
        @Default("420")
        @Range(min = 0, max = 511, message = "must be a number between 0 and 0777 (octal), both inclusive")
        @Nullable
        Integer defaultMode) {
    public ProjectedVolumeSource {
        sources = Immutable.list(sources);
    }
}
