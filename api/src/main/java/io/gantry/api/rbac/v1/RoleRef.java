package io.gantry.api.rbac.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Points to the role that a binding grants.
 *
 * @param apiGroup API group of the role, rbac.authorization.k8s.io.
 * @param kind Which kind of role it is: Role or ClusterRole.
 * @param name Name of the Role or ClusterRole.
 */
@ApiType(atomic = true)
public record RoleRef(
        @Field(value = 1, always = true) @Nullable String apiGroup,
        @Field(value = 2, required = true) String kind,

        @Field(value = 3, required = true) @Required @Format(TextFormat.PATH_SEGMENT_NAME)
        String name) {}
