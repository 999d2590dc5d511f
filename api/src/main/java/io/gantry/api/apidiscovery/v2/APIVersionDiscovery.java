package io.gantry.api.apidiscovery.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code APIVersionDiscovery} of {@code apidiscovery.k8s.io/v2}. */
@ApiType
public record APIVersionDiscovery(
        @Field(1) @Nullable String version,
        @Field(2) List<APIResourceDiscovery> resources,
        @Field(3) @Nullable String freshness) {
    public APIVersionDiscovery {
        resources = Immutable.list(resources);
    }
}
