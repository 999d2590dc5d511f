package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigMap with a kubelet's configuration. Deprecated: dynamic kubelet configuration was removed.
 *
 * @param namespace Namespace of the ConfigMap.
 * @param name The ConfigMap that holds the configuration.
 * @param uid UID of the ConfigMap. Allowed in status only.
 * @param resourceVersion Version of the ConfigMap that was read. Allowed in status only.
 * @param kubeletConfigKey Entry of the ConfigMap with the kubelet's configuration.
 */
@ApiType
public record ConfigMapNodeConfigSource(
        @Field(value = 1, required = true) String namespace,
        @Field(value = 2, required = true) String name,
        @Field(3) @Nullable String uid,
        @Field(4) @Nullable String resourceVersion,
        @Field(value = 5, required = true) String kubeletConfigKey) {}
