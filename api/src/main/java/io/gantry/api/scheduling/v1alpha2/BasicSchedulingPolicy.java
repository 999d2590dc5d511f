package io.gantry.api.scheduling.v1alpha2;

import io.gantry.api.schema.ApiType;

/**
 * Pods of the group are placed one by one, as pods without a group are. It has no settings.
 */
@ApiType
public record BasicSchedulingPolicy() {}
