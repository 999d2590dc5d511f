/** What the API server asks of a node: logs, exec, attach, port-forward and the node's own pages, as interfaces that the node agent implements. */
@NullMarked
package io.gantry.client.node;

import org.jspecify.annotations.NullMarked;
