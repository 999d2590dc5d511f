package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A line for the hosts file of the pod's containers.
 *
 * @param ip The address.
 * @param hostnames Names that resolve to the address.
 */
@ApiType
public record HostAlias(
        @Field(value = 1, required = true) @Format(TextFormat.IP)
        String ip,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> hostnames) {
    public HostAlias {
        hostnames = Immutable.list(hostnames);
    }
}
