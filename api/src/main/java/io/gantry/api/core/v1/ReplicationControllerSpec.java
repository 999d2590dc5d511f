package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.Sharing;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pods a ReplicationController keeps, and which.
 *
 * @param replicas How many pods are wanted. Defaults to 1.
 * @param selector Labels that the controller's pods have. Defaults to the labels of the template.
 * @param template What new pods look like.
 * @param minReadySeconds Seconds a new pod must stay ready to count as available. Defaults to 0.
 */
@ApiType
public record ReplicationControllerSpec(
        @Field(value = 1, pointer = true) @Default("1") @Minimum(0) @Nullable
        Integer replicas,

        @Field(value = 2, atomic = true) @Required @Format(TextFormat.LABELS)
        Map<String, String> selector,

        @Field(value = 3, sharing = Sharing.INSIDE) @Required @Nullable
        PodTemplateSpec template,

        @Field(4) @Minimum(0) @Nullable Integer minReadySeconds) {
    public ReplicationControllerSpec {
        selector = Immutable.map(selector);
    }
}
