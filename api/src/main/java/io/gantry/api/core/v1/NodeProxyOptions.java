package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of requests that are passed on to a node's kubelet.
 *
 * @param path Path on the kubelet to call.
 */
@ApiType
@ApiKind(version = "v1")
public record NodeProxyOptions(@Field(1) @Nullable String path) {}
