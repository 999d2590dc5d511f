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
 * A volume with the entries of a Secret as files, kept in memory on the node and up to date with the Secret.
 *
 * @param secretName The Secret to show, of the same namespace as the pod.
 * @param items Which entries become files, and where. Without it, every entry becomes a file of its key's name.
 * @param defaultMode Permission bits of the files, 0 to 0777; JSON has them in decimal. Defaults to 0644 (420).
 * @param optional Whether the pod may start although the Secret or a listed key is missing. Defaults to false.
 */
@ApiType
public record SecretVolumeSource(
        @Field(1) @Required @Nullable String secretName,
        @Field(value = 2, listType = ListType.ATOMIC) List<KeyToPath> items,

        @Field(value = 3, pointer = true)
        @Default("420")
        @Range(min = 0, max = 511, message = "must be a number between 0 and 0777 (octal), both inclusive")
        @Nullable
        Integer defaultMode,

        @Field(value = 4, pointer = true) @Nullable Boolean optional) {
    public SecretVolumeSource {
        items = Immutable.list(items);
    }
}
