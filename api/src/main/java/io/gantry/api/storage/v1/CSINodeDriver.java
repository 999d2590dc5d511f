package io.gantry.api.storage.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One CSI driver on a node.
 *
 * @param name Name of the driver, as the driver itself reports it.
 * @param nodeID Name by which the storage system knows the node. Need not be the name of the Node object.
 * @param topologyKeys Node labels by which the driver tells where its volumes can be reached, such as example.com/zone.
 * @param allocatable How many volumes of the driver the node can take.
 */
@ApiType
public record CSINodeDriver(
        @Field(value = 1, required = true) @Required @Format(TextFormat.DRIVER_NAME)
        String name,

        @Field(value = 2, required = true) @Required String nodeID,
        @Field(value = 3, listType = ListType.ATOMIC) List<String> topologyKeys,
        @Field(4) @Nullable VolumeNodeResources allocatable) {
    public CSINodeDriver {
        topologyKeys = Immutable.list(topologyKeys);
    }
}
