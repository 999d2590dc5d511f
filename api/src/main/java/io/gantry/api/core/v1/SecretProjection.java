package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds entries of a Secret, as files, to a projected volume.
 *
 * @param name The Secret, in the pod's namespace.
 * @param items Which entries become files, and where. Without it, every entry becomes a file of its key's name.
 * @param optional Whether a missing Secret or key is tolerated. Defaults to false.
 */
@ApiType
public record SecretProjection(
        @Field(value = 1, in = 1) @Required @Nullable String name,
        @Field(value = 2, listType = ListType.ATOMIC) List<KeyToPath> items,
        @Field(value = 4, pointer = true) @Nullable Boolean optional) {
    public SecretProjection {
        items = Immutable.list(items);
    }
}
