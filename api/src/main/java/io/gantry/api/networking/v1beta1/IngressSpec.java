package io.gantry.api.networking.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code IngressSpec} of {@code networking.k8s.io/v1beta1}. */
@ApiType
public record IngressSpec(
        @Field(1) @Nullable IngressBackend backend,
        @Field(value = 2, listType = ListType.ATOMIC) List<IngressTLS> tls,
        @Field(value = 3, listType = ListType.ATOMIC) List<IngressRule> rules,
        @Field(value = 4, pointer = true) @Nullable String ingressClassName) {
    public IngressSpec {
        tls = Immutable.list(tls);
        rules = Immutable.list(rules);
    }
}
