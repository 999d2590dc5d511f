/** Nodes that fall silent, and the pods on them. */
@NullMarked
package io.gantry.controllers.node;

import org.jspecify.annotations.NullMarked;
