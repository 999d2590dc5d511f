package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * All that discovery tells about an API group. The name of the object is that of the group.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param versions Versions of the group, best first.
 */
@ApiType
public record APIGroupDiscovery(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) List<APIVersionDiscovery> versions) {
    public APIGroupDiscovery {
        versions = Immutable.list(versions);
    }
}
