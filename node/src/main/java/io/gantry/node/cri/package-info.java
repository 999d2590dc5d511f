/** {@link io.gantry.node.runtime.ContainerRuntime} over Kubernetes' container runtime interface: gRPC on a unix-domain socket. */
@NullMarked
package io.gantry.node.cri;

import org.jspecify.annotations.NullMarked;
