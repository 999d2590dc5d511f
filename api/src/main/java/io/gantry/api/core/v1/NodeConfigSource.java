package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Where a kubelet takes its configuration from. Deprecated: dynamic kubelet configuration was removed.
 *
 * @param configMap ConfigMap with the configuration.
 */
@ApiType
public record NodeConfigSource(@Field(2) @Nullable ConfigMapNodeConfigSource configMap) {}
