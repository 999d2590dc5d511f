package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * DNS settings of a pod, on top of what dnsPolicy gives.
 *
 * @param nameservers Addresses of further DNS servers; at most three in all.
 * @param searches Further search domains for names; at most 32 in all.
 * @param options Further resolver options; one of equal name replaces that of the policy.
 */
@CrossChecked("PodRules")
@ApiType
public record PodDNSConfig(
        @Field(value = 1, listType = ListType.ATOMIC)
        @MaxItems(value = 3, message = "must not have more than 3 nameservers")
        @Format(TextFormat.IP)
        List<String> nameservers,

        @Field(value = 2, listType = ListType.ATOMIC)
        @MaxItems(value = 32, message = "must not have more than 32 search paths")
        List<String> searches,

        @Field(value = 3, listType = ListType.ATOMIC) List<PodDNSConfigOption> options) {
    public PodDNSConfig {
        nameservers = Immutable.list(nameservers);
        searches = Immutable.list(searches);
        options = Immutable.list(options);
    }
}
