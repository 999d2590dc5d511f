package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/** Kubernetes {@code IPBlock} of {@code networking.k8s.io/v1}. */
@ApiType
public record IPBlock(
        @Field(value = 1, required = true) String cidr,
        @Field(value = 2, listType = ListType.ATOMIC) List<String> except) {
    public IPBlock {
        except = Immutable.list(except);
    }
}
