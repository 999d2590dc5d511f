package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of requests that are passed on to a Service.
 *
 * @param path Path to call on the Service.
 */
@ApiType
@ApiKind(version = "v1")
public record ServiceProxyOptions(@Field(1) @Nullable String path) {}
