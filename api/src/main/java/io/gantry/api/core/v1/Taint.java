package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mark on a node that acts on every pod which does not tolerate it.
 *
 * @param key Key of the taint, formed like a label key.
 * @param value Value of the taint, formed like a label value.
 * @param effect One of NoSchedule (no new pods), PreferNoSchedule (new pods only if need be), NoExecute (running pods
 *     are evicted as well).
 * @param timeAdded When the taint was added; set for NoExecute.
 */
@ApiType
public record Taint(
        @Field(value = 1, required = true) @Format(TextFormat.LABEL_KEY)
        String key,

        @Field(2) @Format(TextFormat.LABEL_VALUE) @Nullable String value,

        @Field(value = 3, required = true) @Required @EnumOf({"NoSchedule", "PreferNoSchedule", "NoExecute"})
        String effect,

        @Field(4) @Nullable Instant timeAdded) {}
