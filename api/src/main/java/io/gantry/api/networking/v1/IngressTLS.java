package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressTLS} of {@code networking.k8s.io/v1}. */
@ApiType
public record IngressTLS(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> hosts,
        @Field(2) @Nullable String secretName) {
    public IngressTLS {
        hosts = Immutable.list(hosts);
    }
}
