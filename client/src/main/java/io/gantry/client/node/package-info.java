/** What the API server asks of a node: logs, exec, attach and port-forward, as interfaces that the node agent implements. */
@NullMarked
package io.gantry.client.node;

import org.jspecify.annotations.NullMarked;
