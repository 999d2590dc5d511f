package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;

/** Presence of this empty object turns the status subresource on. */
@ApiType
public record CustomResourceSubresourceStatus() {}
