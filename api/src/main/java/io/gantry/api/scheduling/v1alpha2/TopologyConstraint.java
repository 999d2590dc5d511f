package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Keeps the pods of a group in one topology domain.
 *
 * @param key Node label whose values make up the domains, such as topology.kubernetes.io/rack; all pods of the group go
 *     to one of them.
 */
@ApiType
public record TopologyConstraint(
        @Field(value = 1, required = true) String key) {}
