package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The versions of the core group that the server has.
 *
 * @param versions The versions, such as v1.
 * @param serverAddressByClientCIDRs Server addresses for clients from certain networks; the entry with the longest
 *     matching prefix counts.
 */
@ApiType
@ApiKind(version = "v1")
public record APIVersions(
        @Field(value = 1, required = true, listType = ListType.ATOMIC)
        List<String> versions,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<ServerAddressByClientCIDR> serverAddressByClientCIDRs) {
    public APIVersions {
        versions = Immutable.list(versions);
        serverAddressByClientCIDRs = Immutable.list(serverAddressByClientCIDRs);
    }
}
