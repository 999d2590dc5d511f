package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the devices of a claim as a set.
 *
 * @param requests Requests whose devices are meant, as request or request/subrequest. Empty means all.
 * @param matchAttribute Full name of an attribute that has to have the same value on all the devices, such as
 *     example.com/numa.
 * @param distinctAttribute Full name of an attribute that has to differ between all the devices.
 */
@ApiType
public record DeviceConstraint(
        @Field(value = 1, listType = ListType.ATOMIC) List<String> requests,
        @Field(value = 2, pointer = true) @Nullable String matchAttribute,
        @Field(value = 3, pointer = true) @Nullable String distinctAttribute) {
    public DeviceConstraint {
        requests = Immutable.list(requests);
    }
}
