package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code APIGroup}. */
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
