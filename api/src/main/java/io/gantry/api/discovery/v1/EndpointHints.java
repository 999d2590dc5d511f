package io.gantry.api.discovery.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * From where a backend should be used, to keep traffic short.
 *
 * @param forZones Zones whose traffic should come here. At most 8.
 * @param forNodes Nodes whose traffic should come here. At most 8.
 */
@ApiType
public record EndpointHints(
        @Field(value = 1, listType = ListType.ATOMIC) List<ForZone> forZones,
        @Field(value = 2, listType = ListType.ATOMIC) List<ForNode> forNodes) {
    public EndpointHints {
        forZones = Immutable.list(forZones);
        forNodes = Immutable.list(forNodes);
    }
}
