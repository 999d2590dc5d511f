package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image that is stored on a node.
 *
 * @param names Names the image is known by, with tag or digest.
 * @param sizeBytes Space the image takes, in bytes.
 */
@ApiType
public record ContainerImage(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> names,
        @Field(2) @Nullable Long sizeBytes) {
    public ContainerImage {
        names = Immutable.list(names);
    }
}
