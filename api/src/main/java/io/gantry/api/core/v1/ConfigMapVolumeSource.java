package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume with the entries of a ConfigMap as files, kept up to date when the ConfigMap changes.
 *
 * @param name The ConfigMap, in the pod's namespace.
 * @param items Which entries become files, and where. Without it, every entry becomes a file of its key's name.
 * @param defaultMode Permission bits of the files, 0 to 0777; JSON has them in decimal. Defaults to 0644 (420).
 * @param optional Whether the pod may start although the ConfigMap or a listed key is missing. Defaults to false.
 */
@ApiType
public record ConfigMapVolumeSource(
        @Field(value = 1, in = 1) @Required @Nullable String name,
        @Field(value = 2, listType = ListType.ATOMIC) List<KeyToPath> items,

        @Field(value = 3, pointer = true)
        @Default("420")
        @Range(min = 0, max = 511, message = "must be a number between 0 and 0777 (octal), both inclusive")
        @Nullable
        Integer defaultMode,

        @Field(value = 4, pointer = true) @Nullable Boolean optional) {
    public ConfigMapVolumeSource {
        items = Immutable.list(items);
    }
}
