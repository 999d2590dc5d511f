package io.gantry.api.discovery.v1;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One backend of a Service, mostly a pod.
 *
 * @param addresses Addresses of the backend, of the type that the slice has. 1 to 100, but only the first one is used.
 * @param conditions Whether the backend can take traffic.
 * @param hostname Host name for DNS, as a DNS label in lower case. Backends that share it are alike.
 * @param targetRef The object that the backend is, such as a Pod.
 * @param deprecatedTopology Place of the backend in old form; cannot be written. Deprecated, use zone and nodeName.
 * @param nodeName Name of the node that the backend is on.
 * @param zone Name of the zone that the backend is in.
 * @param hints From where the backend should be used.
 */
@ApiType
public record Endpoint(
        @Field(value = 1, required = true, listType = ListType.SET)
        @Required("must contain at least 1 address")
        @MaxItems(100)
        List<String> addresses,

        @Field(value = 2, always = true) EndpointConditions conditions,

        @Field(value = 3, pointer = true) @Format(TextFormat.SHORT_NAME) @Nullable
        String hostname,

        @Field(4) @Nullable ObjectReference targetRef,
        @Field(5) Map<String, String> deprecatedTopology,

        @Field(value = 6, pointer = true) @Format(TextFormat.LONG_NAME) @Nullable
        String nodeName,

        @Field(value = 7, pointer = true) @Nullable String zone,
        @Field(8) @Nullable EndpointHints hints) {
    public Endpoint {
        addresses = Immutable.list(addresses);
        deprecatedTopology = Immutable.map(deprecatedTopology);
    }
}
