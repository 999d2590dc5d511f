package io.gantry.api.rbac.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * A user, group or service account that a binding gives permissions to.
 *
 * @param kind User, Group or ServiceAccount.
 * @param apiGroup Empty for a ServiceAccount; rbac.authorization.k8s.io for a User or Group. Filled in to match the
 *     kind when absent.
 * @param name Name of the user, group or service account.
 * @param namespace Namespace of the ServiceAccount. Must stay empty for a User or Group.
 */
@CrossChecked("RbacRules")
@ApiType(atomic = true)
public record Subject(
        @Field(value = 1, required = true) String kind,
        @Field(2) @Nullable String apiGroup,
        @Field(value = 3, required = true) @Required String name,
        @Field(4) @Nullable String namespace) {}
