package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code APIVersions}. */
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
