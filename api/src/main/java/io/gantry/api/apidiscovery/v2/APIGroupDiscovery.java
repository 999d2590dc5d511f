package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code APIGroupDiscovery} of {@code apidiscovery.k8s.io/v2}. */
@ApiType
public record APIGroupDiscovery(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) List<APIVersionDiscovery> versions) {
    public APIGroupDiscovery {
        versions = Immutable.list(versions);
    }
}
