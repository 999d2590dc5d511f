/**
 * What the node asks of whatever runs containers: the {@link io.gantry.node.runtime.ContainerRuntime} contract, its value
 * records and the runtime that only simulates.
 */
@NullMarked
package io.gantry.node.runtime;

import org.jspecify.annotations.NullMarked;
