package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * User and groups of a container's first process on Linux. Later processes may have others.
 *
 * @param uid User ID.
 * @param gid Primary group ID.
 * @param supplementalGroups IDs of the further groups.
 */
@ApiType
public record LinuxContainerUser(
        @Field(value = 1, required = true) long uid,
        @Field(value = 2, required = true) long gid,
        @Field(value = 3, listType = ListType.ATOMIC) List<Long> supplementalGroups) {
    public LinuxContainerUser {
        supplementalGroups = Immutable.list(supplementalGroups);
    }
}
