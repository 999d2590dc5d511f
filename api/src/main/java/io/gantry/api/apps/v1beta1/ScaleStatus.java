package io.gantry.api.apps.v1beta1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scale of a workload as it was last seen.
 *
 * @param replicas How many pods there are.
 * @param selector Labels of the pods as a map, each of which a pod needs to have.
 * @param targetSelector Selector of the pods in its text form, as list requests take it; it can say more than the map
 *     in selector.
 */
@ApiType
public record ScaleStatus(
        @Field(1) @Nullable Integer replicas,
        @Field(2) Map<String, String> selector,
        @Field(3) @Nullable String targetSelector) {
    public ScaleStatus {
        selector = Immutable.map(selector);
    }
}
