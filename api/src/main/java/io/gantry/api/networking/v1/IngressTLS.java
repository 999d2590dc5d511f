package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and the hosts it is for.
 *
 * @param hosts Host names that the certificate contains. Without any, the controller takes its own wildcard host.
 * @param secretName Name of the Secret with certificate and key, used to end TLS on port 443. May be absent when hosts
 *     are told apart by SNI only.
 */
@ApiType
public record IngressTLS(
        @Field(value = 1, listType = ListType.ATOMIC) @Format(TextFormat.HOST_PATTERN)
        List<String> hosts,

        @Field(2) @Nullable String secretName) {
    public IngressTLS {
        hosts = Immutable.list(hosts);
    }
}
