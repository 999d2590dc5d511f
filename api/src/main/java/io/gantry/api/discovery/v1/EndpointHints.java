package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code EndpointHints} of {@code discovery.k8s.io/v1}. */
@ApiType
public record EndpointHints(
        @Field(value = 1, listType = ListType.ATOMIC) List<ForZone> forZones,
        @Field(value = 2, listType = ListType.ATOMIC) List<ForNode> forNodes) {
    public EndpointHints {
        forZones = Immutable.list(forZones);
        forNodes = Immutable.list(forNodes);
    }
}
