/**
 * The node agent: one worker for each pod that is bound to this node, which carries out what {@code io.gantry.node.pod}
 * decides; volumes, probes, hooks, and the node's own object.
 */
@NullMarked
package io.gantry.node.agent;

import org.jspecify.annotations.NullMarked;
