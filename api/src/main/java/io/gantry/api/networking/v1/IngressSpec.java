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
 * How an Ingress directs requests.
 *
 * @param defaultBackend Receiver of requests that no rule fits. Required if there are no rules; else the controller
 *     decides when it is absent.
 * @param tls Certificates for HTTPS on port 443. Which one is used depends on the host name that the client asks for
 *     (SNI).
 * @param rules Rules by host. Requests that fit none go to the default backend.
 * @param ingressClassName Name of the IngressClass, and so the controller, that serves this Ingress. Takes the place of
 *     the annotation kubernetes.io/ingress.class.
 */
@ApiType
public record IngressSpec(
        @Field(1) @Nullable IngressBackend defaultBackend,
        @Field(value = 2, listType = ListType.ATOMIC) List<IngressTLS> tls,
        @Field(value = 3, listType = ListType.ATOMIC) List<IngressRule> rules,

        @Field(value = 4, pointer = true) @Format(TextFormat.LONG_NAME) @Nullable
        String ingressClassName) {
    public IngressSpec {
        tls = Immutable.list(tls);
        rules = Immutable.list(rules);
    }
}
