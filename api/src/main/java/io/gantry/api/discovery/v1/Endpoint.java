package io.gantry.api.discovery.v1;

import io.gantry.api.core.v1.ObjectReference;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code Endpoint} of {@code discovery.k8s.io/v1}. */
@ApiType
public record Endpoint(
        @Field(value = 1, required = true, listType = ListType.SET)
        List<String> addresses,

        @Field(value = 2, always = true) EndpointConditions conditions,
        @Field(value = 3, pointer = true) @Nullable String hostname,
        @Field(4) @Nullable ObjectReference targetRef,
        @Field(5) Map<String, String> deprecatedTopology,
        @Field(value = 6, pointer = true) @Nullable String nodeName,
        @Field(value = 7, pointer = true) @Nullable String zone,
        @Field(8) @Nullable EndpointHints hints) {
    public Endpoint {
        addresses = Immutable.list(addresses);
        deprecatedTopology = Immutable.map(deprecatedTopology);
    }
}
