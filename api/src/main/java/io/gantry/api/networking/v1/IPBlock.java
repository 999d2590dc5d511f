package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * A range of IP addresses, without some parts of it.
 *
 * @param cidr The range in CIDR notation, such as 10.1.0.0/16 or 2001:db8::/64.
 * @param except Parts of the range that do not belong to the block, in CIDR notation. They have to lie within cidr.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record IPBlock(
        @Field(value = 1, required = true) @Required @Format(TextFormat.CIDR)
        String cidr,

        @Field(value = 2, listType = ListType.ATOMIC) List<String> except) {
    public IPBlock {
        except = Immutable.list(except);
    }
}
