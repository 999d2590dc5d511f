/** What a node may do: read what the pods that are bound to it need, and look after itself. */
@NullMarked
package io.gantry.server.auth.node;

import org.jspecify.annotations.NullMarked;
