package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code APISubresourceDiscovery} of {@code apidiscovery.k8s.io/v2}. */
@ApiType
public record APISubresourceDiscovery(
        @Field(1) @Nullable String subresource,
        @Field(2) @Nullable GroupVersionKind responseKind,
        @Field(3) List<GroupVersionKind> acceptedTypes,
        @Field(4) List<String> verbs) {
    public APISubresourceDiscovery {
        acceptedTypes = Immutable.list(acceptedTypes);
        verbs = Immutable.list(verbs);
    }
}
