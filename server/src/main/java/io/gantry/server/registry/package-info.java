/**
 * The registry: every built-in kind created, read, listed, watched, changed and deleted by one engine over one store.
 * {@link io.gantry.server.registry.Registry} is the engine; what differs between kinds is said by a {@link
 * io.gantry.server.registry.Strategy}.
 */
@NullMarked
package io.gantry.server.registry;

import org.jspecify.annotations.NullMarked;
