package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * A service account, or all of a namespace.
 *
 * @param namespace Namespace of the account.
 * @param name Name of the account, or an asterisk for all in the namespace.
 */
@ApiType
public record ServiceAccountSubject(
        @Field(value = 1, required = true) String namespace,
        @Field(value = 2, required = true) String name) {}
