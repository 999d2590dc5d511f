package io.gantry.api.apidiscovery.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells about one version of a group.
 *
 * @param version The version, such as v1.
 * @param resources Resources that the version has.
 * @param freshness Current, or Stale if the server of this version could not be asked and an older answer is given.
 */
@ApiType
public record APIVersionDiscovery(
        @Field(1) @Nullable String version,
        @Field(2) List<APIResourceDiscovery> resources,
        @Field(3) @Nullable String freshness) {
    public APIVersionDiscovery {
        resources = Immutable.list(resources);
    }
}
