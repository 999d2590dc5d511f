package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code APIResourceDiscovery} of {@code apidiscovery.k8s.io/v2}. */
@ApiType
public record APIResourceDiscovery(
        @Field(1) @Nullable String resource,
        @Field(2) @Nullable GroupVersionKind responseKind,
        @Field(3) @Nullable String scope,
        @Field(4) @Nullable String singularResource,
        @Field(5) List<String> verbs,
        @Field(6) List<String> shortNames,
        @Field(7) List<String> categories,
        @Field(8) List<APISubresourceDiscovery> subresources) {
    public APIResourceDiscovery {
        verbs = Immutable.list(verbs);
        shortNames = Immutable.list(shortNames);
        categories = Immutable.list(categories);
        subresources = Immutable.list(subresources);
    }
}
