package io.gantry.api.rbac.v1alpha1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A user, group or service account that a binding gives permissions to.
 *
 * @param kind User, Group or ServiceAccount.
 * @param apiVersion API group and version of the subject. Gave way to apiGroup in later versions.
 * @param name Name of the user, group or service account.
 * @param namespace Namespace of the ServiceAccount. Must stay empty for a User or Group.
 */
@ApiType(atomic = true)
public record Subject(
        @Field(value = 1, required = true) String kind,
        @Field(2) @Nullable String apiVersion,
        @Field(value = 3, required = true) String name,
        @Field(4) @Nullable String namespace) {}
