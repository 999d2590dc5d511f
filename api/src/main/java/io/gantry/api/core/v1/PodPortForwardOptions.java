package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Query parameters for forwarding connections to a pod.
 *
 * @param ports Ports of the pod to be forwarded to; needed by the WebSocket protocol.
 */
@ApiType
@ApiKind(version = "v1")
public record PodPortForwardOptions(@Field(1) List<Integer> ports) {
    public PodPortForwardOptions {
        ports = Immutable.list(ports);
    }
}
