package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The ranges of addresses for Services.
 *
 * @param cidrs One range, or two of different IP families, in CIDR notation. Immutable.
 */
@ApiType
public record ServiceCIDRSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> cidrs) {
    public ServiceCIDRSpec {
        cidrs = Immutable.list(cidrs);
    }
}
