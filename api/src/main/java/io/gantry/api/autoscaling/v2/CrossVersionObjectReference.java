package io.gantry.api.autoscaling.v2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Points to an object of the same namespace.
 *
 * @param kind Kind of the object, such as Deployment.
 * @param name Name of the object.
 * @param apiVersion API group and version of the kind, such as apps/v1.
 */
@ApiType
public record CrossVersionObjectReference(
        @Field(value = 1, required = true) @Required @Format(TextFormat.PATH_SEGMENT_NAME)
        String kind,

        @Field(value = 2, required = true) @Required @Format(TextFormat.PATH_SEGMENT_NAME)
        String name,

        @Field(3) @Nullable String apiVersion) {}
