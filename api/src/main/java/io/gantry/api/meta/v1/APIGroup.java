package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * An API group that the server has, with its versions.
 *
 * @param name Name of the group; empty for the core group.
 * @param versions Versions of the group that are served.
 * @param preferredVersion Version that clients should use if they have no reason for another.
 * @param serverAddressByClientCIDRs Server addresses for clients from certain networks; the entry with the longest
 *     matching prefix counts.
 */
@ApiType
@ApiKind(version = "v1")
public record APIGroup(
        @Field(value = 1, required = true) String name,

        @Field(value = 2, required = true, listType = ListType.ATOMIC)
        List<GroupVersionForDiscovery> versions,

        @Field(value = 3, always = true) GroupVersionForDiscovery preferredVersion,
        @Field(value = 4, listType = ListType.ATOMIC) List<ServerAddressByClientCIDR> serverAddressByClientCIDRs) {
    public APIGroup {
        versions = Immutable.list(versions);
        serverAddressByClientCIDRs = Immutable.list(serverAddressByClientCIDRs);
    }
}
