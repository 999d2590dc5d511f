package io.gantry.api.apiserverinternal.v1alpha1;

import io.gantry.api.schema.ApiType;

/** Empty; a StorageVersion has no wanted state. */
@ApiType
public record StorageVersionSpec() {}
