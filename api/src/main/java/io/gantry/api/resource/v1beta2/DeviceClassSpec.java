package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which devices belong to a class, and their configuration.
 *
 * @param selectors Conditions that a device has to fulfil, all of them.
 * @param config Configuration passed on to the drivers. Has no influence on the choice.
 * @param extendedResourceName Name of an extended resource, such as example.com/gpu; pods that request it get devices
 *     of this class. Should be unique among classes.
 */
@ApiType
public record DeviceClassSpec(
        @Field(value = 1, listType = ListType.ATOMIC) List<DeviceSelector> selectors,
        @Field(value = 2, listType = ListType.ATOMIC) List<DeviceClassConfiguration> config,
        @Field(value = 4, pointer = true) @Nullable String extendedResourceName) {
    public DeviceClassSpec {
        selectors = Immutable.list(selectors);
        config = Immutable.list(config);
    }
}
